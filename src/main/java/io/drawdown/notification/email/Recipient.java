package io.drawdown.notification.email;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address on an account's list of those who get its alerts by e-mail, which it does once it is confirmed.
 *
 * @param askedAt when an e-mail that asks to confirm last left for it; null if none has, and if it is confirmed
 * @param askedNextAt when such an e-mail, which waits, will leave; null if none waits
 * @param mayBeAskedFrom from when another may be asked for; null if that is now, and if it is confirmed
 */
public record Recipient(
        String email,
        boolean confirmed,
        @Nullable Instant askedAt,
        @Nullable Instant askedNextAt,
        @Nullable Instant mayBeAskedFrom) {}
