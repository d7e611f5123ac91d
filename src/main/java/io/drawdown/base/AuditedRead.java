package io.drawdown.base;

import org.jspecify.annotations.Nullable;

/**
 * Told by a service before somebody gets to see what isn't theirs, so that the audit trail says so first, in a transaction
 * of its own. The same look again within a minute is the same look.
 *
 * @param account the account that is looked at, if it is one's
 * @param subject what is looked at; null for the page or the address that is being shown
 */
public record AuditedRead(
        AuditAction action,
        @Nullable String account,
        @Nullable String subject) {}
