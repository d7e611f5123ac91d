package io.drawdown.base;

import org.jspecify.annotations.Nullable;

/**
 * Told by a service, in the transaction of a change that somebody has asked for, so that the audit trail says so. Who it
 * was, from where and when, the trail knows. It keeps the fields that differ, and where none does, it says nothing.
 *
 * @param account the account that it concerns, if it is one's
 * @param subject what was changed, as people call it: a code, a number or a name
 * @param before what it was, null if it is new; written as JSON like {@code after}, so that neither may hold a secret
 * @param after what it is now, null if it is gone
 */
public record AuditedChange(
        AuditAction action,
        @Nullable String account,
        String subject,
        @Nullable Object before,
        @Nullable Object after) {}
