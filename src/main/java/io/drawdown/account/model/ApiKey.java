package io.drawdown.account.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of a program, and what may be known of it: not its text, which is shown once, and not the hash of that.
 *
 * @param account the account that it is bound to; null if it is the platform's
 * @param createdBy the person or key that made it; null where that is not known any more
 * @param expiresAt from when on it is refused; null if never
 * @param lastUsedAt when it was last used, to the minute
 * @param revokedBy the person or key that revoked it
 */
public record ApiKey(
        long id,
        String name,
        Role role,
        @Nullable String account,
        ApiKeyState state,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    public static final String BOOTSTRAP_NAME = "bootstrap";

    /** Whether it is one that the environment sets, or the first start made up. */
    public boolean fromStart() {
        return account == null && role == Role.ADMIN && name.equals(BOOTSTRAP_NAME);
    }

    public Caller toCaller() {
        return Caller.ofKey(id, name, role, account);
    }
}
