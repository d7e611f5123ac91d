package io.drawdown.account.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret: the text is shown only once, and its hash stays in the repository.
 *
 * @param account the account that the key is bound to; null for a key of the platform
 * @param createdBy the user or key that created it; null if that is no longer known
 * @param expiresAt the first instant at which it is refused; null if it doesn't expire
 * @param lastUsedAt when it was last used, to the minute
 * @param revokedBy the user or key that revoked it
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

    /** Whether it is a bootstrap key, from the environment or generated at the first start. */
    public boolean fromStart() {
        return account == null && role == Role.ADMIN && name.equals(BOOTSTRAP_NAME);
    }

    public Caller toCaller() {
        return Caller.ofKey(id, name, role, account);
    }
}
