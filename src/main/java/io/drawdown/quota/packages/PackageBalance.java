package io.drawdown.quota.packages;

import java.time.Instant;

/** The balance of one package: total and remaining in node-seconds, valid in `[effectiveAt, expiresAt)`. */
public record PackageBalance(
        String account,
        long id,
        PackageKind kind,
        long totalNodeSeconds,
        long remainingNodeSeconds,
        Instant effectiveAt,
        Instant expiresAt) {

    /** Returns whether the package is in its validity at an instant (R3). */
    public boolean isValidAt(Instant instant) {
        return !effectiveAt.isAfter(instant) && expiresAt.isAfter(instant);
    }
}
