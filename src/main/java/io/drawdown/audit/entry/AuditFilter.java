package io.drawdown.audit.entry;

import io.drawdown.base.AuditAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The filter of audit entries. A null field doesn't filter.
 *
 * @param text a part of the name, the account, the subject, the address or a value before or after
 * @param who the whole name of a person or key
 * @param from the earliest instant
 * @param to the instant before which entries were made
 */
public record AuditFilter(
        @Nullable String text,
        @Nullable String who,
        @Nullable AuditAction what,
        @Nullable String account,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);
}
