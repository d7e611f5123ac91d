package io.drawdown.notification;

import io.drawdown.base.LimitProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the program sends out for its customers.
 *
 * @param webhookTestsAtOnce how many webhooks a server tests at the same time, each of another account
 * @param webhookTestsPerHour how many tests an account has an hour, and at once
 */
@ConfigurationProperties("drawdown.limits")
record NotificationLimits(@DefaultValue("4") int webhookTestsAtOnce, @DefaultValue("60") int webhookTestsPerHour) {

    NotificationLimits {
        LimitProperty.check("drawdown.limits.webhook-tests-at-once", webhookTestsAtOnce);
        LimitProperty.check("drawdown.limits.webhook-tests-per-hour", webhookTestsPerHour);
    }
}
