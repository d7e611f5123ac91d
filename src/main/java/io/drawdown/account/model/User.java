package io.drawdown.account.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs in with a password, as admins see them.
 *
 * @param account the customer's; null for staff
 * @param mustChoosePassword whether they have yet to replace a password that was made up for them
 * @param createdAt null for those who were known before that was written down
 * @param lastSignInAt null if it isn't known that they ever did
 */
public record User(
        String username,
        String displayName,
        Role role,
        @Nullable String account,
        boolean mustChoosePassword,
        @Nullable Instant createdAt,
        @Nullable Instant lastSignInAt) {}
