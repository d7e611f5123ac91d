package io.drawdown.account;

import io.drawdown.base.limit.LimitProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits on how often an account's customers may change something, counted over all of its users, sessions and keys.
 *
 * @param changesAtOnce the most changes in a burst
 * @param changesPerMinute the most changes a minute in the long run
 * @param marksPerMinute how often notifications may be marked as read, a minute and in a burst
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
