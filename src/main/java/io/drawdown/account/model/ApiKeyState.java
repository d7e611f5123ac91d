package io.drawdown.account.model;

import java.time.Duration;

/** The state of a key at an instant. It is derived and not stored. If several apply, the last in this order counts. */
public enum ApiKeyState {
    /** Usable, and has been used. */
    IN_USE,
    /** Usable, and never used. */
    NEVER_USED,
    /** Usable, and expires within a week. */
    EXPIRING,
    /** Refused, because it has expired. */
    EXPIRED,
    /** Refused, because it was revoked. */
    REVOKED;

    /** How long before its expiry a key is {@link #EXPIRING}. */
    public static final Duration EXPIRING_WITHIN = Duration.ofDays(7);

    /** Whether requests with the key are accepted. */
    public boolean isUsable() {
        return this != EXPIRED && this != REVOKED;
    }
}
