package io.drawdown.quota.engine;

import io.drawdown.base.Months;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The regular instants at which an account's jobs are settled: every hour, and at the start of each month (R16).
 *
 * @param secondOfHour the account's own second of the hour
 * @param zone where the account's months start
 */
public record SettlementSchedule(int secondOfHour, ZoneId zone) {

    private static final long SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();

    /** Returns the first of these instants after another instant. */
    Instant nextAfter(Instant after) {
        var hour = after.plusSeconds(
                SECONDS_PER_HOUR - Math.floorMod(after.getEpochSecond() - secondOfHour, SECONDS_PER_HOUR));
        var month = Months.nextStart(after, zone);
        return month.isBefore(hour) ? month : hour;
    }

    /** Returns the last of these instants before another whole second. */
    Instant lastBefore(Instant before) {
        var second = before.minusSeconds(1);
        var hour = second.minusSeconds(Math.floorMod(second.getEpochSecond() - secondOfHour, SECONDS_PER_HOUR));
        var month = Months.start(Months.monthOf(second, zone), zone);
        return month.isAfter(hour) ? month : hour;
    }
}
