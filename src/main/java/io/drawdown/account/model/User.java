package io.drawdown.account.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user with a password, as admins see it.
 *
 * @param account the customer's account; null for staff
 * @param mustChoosePassword whether the user has yet to replace a generated password
 * @param createdAt null for users from before this was recorded
 * @param lastSignInAt null if no sign-in is known
 */
public record User(
        String username,
        String displayName,
        Role role,
        @Nullable String account,
        boolean mustChoosePassword,
        @Nullable Instant createdAt,
        @Nullable Instant lastSignInAt) {}
