package io.drawdown.audit.entry;

import io.drawdown.base.AuditAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list; null doesn't narrow.
 *
 * @param text what the name, the account, the subject, the address or a value before or after contains
 * @param who the whole name of a person or key
 * @param from from when on
 * @param to until when, that instant not included
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
