package io.drawdown.base;

import org.jspecify.annotations.Nullable;

/**
 * Published by a service in the transaction of a change that a caller requested, for the audit trail. The trail adds
 * the caller, the address and the time. It records the fields that differ, and nothing if none do.
 *
 * @param account the account that the change concerns, if any
 * @param subject what was changed, in a form that people recognise: a code, a number or a name
 * @param before the state before the change, null if it is new; written as JSON like {@code after}, so neither may
 *     contain a secret
 * @param after the state after the change, null if it was removed
 */
public record AuditedChange(
        AuditAction action,
        @Nullable String account,
        String subject,
        @Nullable Object before,
        @Nullable Object after) {}
