package io.drawdown.notification.internal;

import io.drawdown.base.limit.LimitProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits on what the program sends for its customers.
 *
 * @param webhookTestsAtOnce how many webhook tests a server runs in parallel, at most one for each account
 * @param webhookTestsPerHour how many webhook tests an account may run in an hour, and in a burst
 * @param mailsPerAddressAndHour how many e-mails an address gets in an hour, from all accounts
 * @param mailsPerAccountAndHour how many e-mails are sent for an account in an hour
 * @param confirmationsPerAccountAndDay how many addresses an account may ask to confirm in a day
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
