package io.drawdown.account.model;

import org.jspecify.annotations.Nullable;

/**
 * An account that staff have found, with what matched the search. Nothing is set if all accounts were listed.
 *
 * @param userCount the number of its users with a password
 * @param matchingUser its first user whose username or display name matched
 * @param matchingOrder the number of its order that matched
 */
public record AccountMatch(
        Account account,
        long userCount,
        boolean matchesName,
        boolean matchesCode,
        @Nullable UserSummary matchingUser,
        @Nullable String matchingOrder) {}
