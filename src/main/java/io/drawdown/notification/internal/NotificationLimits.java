package io.drawdown.notification.internal;

import io.drawdown.base.limit.LimitProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the program sends out for its customers.
 *
 * @param webhookTestsAtOnce how many webhooks a server tests at the same time, each of another account
 * @param webhookTestsPerHour how many tests an account has an hour, and at once
 * @param mailsPerAddressAndHour how many e-mails go to an address within an hour, over all accounts
 * @param mailsPerAccountAndHour how many e-mails of an account leave within an hour
 * @param confirmationsPerAccountAndDay how many addresses an account may ask within a day to confirm
 */
@ConfigurationProperties("drawdown.limits")
public record NotificationLimits(
        @DefaultValue("4") int webhookTestsAtOnce,
        @DefaultValue("60") int webhookTestsPerHour,
        @DefaultValue("30") int mailsPerAddressAndHour,
        @DefaultValue("200") int mailsPerAccountAndHour,
        @DefaultValue("50") int confirmationsPerAccountAndDay) {

    public NotificationLimits {
        LimitProperty.check("drawdown.limits.webhook-tests-at-once", webhookTestsAtOnce);
        LimitProperty.check("drawdown.limits.webhook-tests-per-hour", webhookTestsPerHour);
        LimitProperty.check("drawdown.limits.mails-per-address-and-hour", mailsPerAddressAndHour);
        LimitProperty.check("drawdown.limits.mails-per-account-and-hour", mailsPerAccountAndHour);
        LimitProperty.check("drawdown.limits.confirmations-per-account-and-day", confirmationsPerAccountAndDay);
    }
}
