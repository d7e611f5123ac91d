package io.drawdown.quota.packages;

import java.time.Instant;

/** What is settled of one package: total and remaining in node-seconds, valid in `[effectiveAt, expiresAt)`. */
public record PackageBalance(
        String account,
        long id,
        PackageKind kind,
        long totalNodeSeconds,
        long remainingNodeSeconds,
        Instant effectiveAt,
        Instant expiresAt) {

    /** Whether the package is in its validity at an instant (R3). */
    public boolean isValidAt(Instant instant) {
        return !effectiveAt.isAfter(instant) && expiresAt.isAfter(instant);
    }
}
