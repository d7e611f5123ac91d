package io.drawdown.quota.packages;

import java.time.Instant;

/** The status of a package. It is derived and never stored (R5). */
public enum PackageStatus {
    NOT_EFFECTIVE,
    IN_EFFECT,
    USED_UP,
    EXPIRED;

    public static PackageStatus at(Instant now, Instant effectiveAt, Instant expiresAt, long remaining) {
        if (!now.isBefore(expiresAt)) {
            return EXPIRED;
        }
        if (now.isBefore(effectiveAt)) {
            return NOT_EFFECTIVE;
        }
        return remaining == 0 ? USED_UP : IN_EFFECT;
    }
}
