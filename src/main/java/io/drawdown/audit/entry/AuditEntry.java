package io.drawdown.audit.entry;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.AuditAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that somebody did, or one look that support took.
 *
 * @param who the name of the person or key
 * @param key the id of the key; null unless it was one
 * @param account the account that it concerned, if it was one's
 * @param subject what was changed or looked at: a code, a number, a page or an address
 * @param address the network address that it came from; null for what the program does by itself
 * @param before what the subject was, as far as that was changed (entries of 0.1 from before December 2026: whole); null if it is
 *     new, or nothing was changed
 * @param after what of it has been since; null if it is gone, or nothing was changed. Both have a field {@code cut} where more
 *     was changed than an entry holds
 */
public record AuditEntry(
        String id,
        Instant at,
        String who,
        Caller.Kind kind,
        @Nullable Long key,
        Role role,
        AuditAction what,
        @Nullable String account,
        String subject,
        @Nullable String address,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
