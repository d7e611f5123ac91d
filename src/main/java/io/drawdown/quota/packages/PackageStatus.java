package io.drawdown.quota.packages;

import java.time.Instant;

/** Where a package stands; derived, never stored (R5). */
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

    /** The same as a condition on the columns of resource_package and the parameter :now. */
    public String condition() {
        return switch (this) {
            case EXPIRED -> "p.expires_at <= :now";
            case NOT_EFFECTIVE -> "p.expires_at > :now and p.effective_at > :now";
            case USED_UP -> "p.expires_at > :now and p.effective_at <= :now and p.settled_remaining = 0";
            case IN_EFFECT -> "p.expires_at > :now and p.effective_at <= :now and p.settled_remaining > 0";
        };
    }
}
