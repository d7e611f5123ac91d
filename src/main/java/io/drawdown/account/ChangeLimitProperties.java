package io.drawdown.account;

import io.drawdown.base.limit.LimitProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often an account's customers may change something of it, with all of their users, sessions and keys together.
 *
 * @param changesAtOnce how many changes at once, after a pause
 * @param changesPerMinute how many changes a minute in the long run
 * @param marksPerMinute how many times a minute, and at once, notifications may be marked as read
 */
@ConfigurationProperties("drawdown.limits")
record ChangeLimitProperties(
        @DefaultValue("120") int changesAtOnce,
        @DefaultValue("60") int changesPerMinute,
        @DefaultValue("600") int marksPerMinute) {

    ChangeLimitProperties {
        LimitProperty.check("drawdown.limits.changes-at-once", changesAtOnce);
        LimitProperty.check("drawdown.limits.changes-per-minute", changesPerMinute);
        LimitProperty.check("drawdown.limits.marks-per-minute", marksPerMinute);
    }
}
