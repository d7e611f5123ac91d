package io.drawdown.base;

import org.jspecify.annotations.Nullable;

/**
 * Published by a service before a caller sees data that isn't the caller's own. The audit trail records it first, in
 * its own transaction. Repeated reads within a minute count as one.
 *
 * @param account the account that is read, if any
 * @param subject what is read; null for the page or address being shown
 */
public record AuditedRead(
        AuditAction action,
        @Nullable String account,
        @Nullable String subject) {}
