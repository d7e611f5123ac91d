package io.drawdown.notification.email;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address on an account's list of alert recipients. It receives alerts once it is confirmed.
 *
 * @param askedAt when the last confirmation request was sent; null if there was none, or if it is confirmed
 * @param askedNextAt when the pending confirmation request will be sent; null if none is pending
 * @param mayBeAskedFrom when the next request may be made; null if that is now, or if it is confirmed
 */
public record Recipient(
        String email,
        boolean confirmed,
        @Nullable Instant askedAt,
        @Nullable Instant askedNextAt,
        @Nullable Instant mayBeAskedFrom) {}
