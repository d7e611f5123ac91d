package io.drawdown.base.background;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * For how long rows are kept; 0 keeps them for ever. The ledger, the audit trail and statements are always kept.
 *
 * @param notifications messages of inboxes, since what they tell happened
 * @param deliveries e-mails and webhooks that were delivered or given up, since they were written
 * @param rejectedEvents rejected events that are settled, since they came
 */
@ConfigurationProperties("drawdown.retention")
public record RetentionProperties(
        @DefaultValue("P400D") Duration notifications,
        @DefaultValue("P400D") Duration deliveries,
        @DefaultValue("P400D") Duration rejectedEvents) {

    private static final Duration SHORTEST = Duration.ofDays(1);

    public RetentionProperties {
        require("notifications", notifications);
        require("deliveries", deliveries);
        require("rejected-events", rejectedEvents);
    }

    private static void require(String name, Duration time) {
        Assert.isTrue(
                time.isZero() || time.compareTo(SHORTEST) >= 0,
                () -> "drawdown.retention." + name + " must be at least P1D, or 0 to keep everything, but is " + time);
    }
}
