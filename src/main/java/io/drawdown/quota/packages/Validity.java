package io.drawdown.quota.packages;

import java.time.Instant;
import java.time.ZoneId;

/** Computes when packages are in force (R3). */
public final class Validity {

    private Validity() {}

    /**
     * Returns the first instant of the day after `effectiveAt` + months, by the region's calendar. Month ends clamp.
     */
    public static Instant expiresAt(Instant effectiveAt, int months, ZoneId zone) {
        return effectiveAt
                .atZone(zone)
                .toLocalDate()
                .plusMonths(months)
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }
}
