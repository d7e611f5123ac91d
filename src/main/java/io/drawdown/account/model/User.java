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
 * @param signInWaitsUntil until when sign-ins with this name have to wait, in at least one network, after failures; it
 *     may be in the past; null if none had to
 * @param secondFactor whether signing in takes a code, too
 */
public record User(
        String username,
        String displayName,
        Role role,
        @Nullable String account,
        boolean mustChoosePassword,
        @Nullable Instant createdAt,
        @Nullable Instant lastSignInAt,
        @Nullable Instant signInWaitsUntil,
        boolean secondFactor) {

    /** Whether sign-ins with this name have to wait at an instant. */
    public boolean mustWaitAt(Instant instant) {
        return signInWaitsUntil != null && instant.isBefore(signInWaitsUntil);
    }
}
