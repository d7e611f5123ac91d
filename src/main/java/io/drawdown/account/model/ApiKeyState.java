package io.drawdown.account.model;

import java.time.Duration;

/** How a key stands at an instant; derived, never stored. The first that holds, from the last to the first. */
public enum ApiKeyState {
    /** It may be used, and has been. */
    IN_USE,
    /** It may be used, and never was. */
    NEVER_USED,
    /** It may be used, and expires within a week. */
    EXPIRING,
    /** It may not be used any more, since its time is over. */
    EXPIRED,
    /** It may not be used any more, since somebody said so. */
    REVOKED;

    /** How long before its end a key is {@link #EXPIRING}. */
    public static final Duration EXPIRING_WITHIN = Duration.ofDays(7);

    /** Whether requests with the key are let in. */
    public boolean isUsable() {
        return this != EXPIRED && this != REVOKED;
    }
}
