package io.drawdown.audit.entry;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.AuditAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An action of a person or program, or a view of an account by support.
 *
 * @param who the name of the person or key
 * @param key the id of the key; null for a person
 * @param account the account that it concerns; null if it concerns none
 * @param subject what was changed or viewed: a code, a number, a page or an address
 * @param address the network address of the request; null for actions of the program itself
 * @param before the changed fields of the subject before the change (whole in entries of 0.1 from before December
 * 2026); null if the subject is new, or nothing was changed
 * @param after the changed fields after the change; null if the subject was removed, or nothing was changed. Both
 * have a field {@code cut} if more was changed than an entry holds
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
