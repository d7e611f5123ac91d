package io.drawdown.account.model;

import org.jspecify.annotations.Nullable;

/**
 * An account as staff find it, with what it was found by: nothing of that where nothing was looked for.
 *
 * @param userCount how many people can sign in for it with a password
 * @param matchingUser the first person of it whose username or display name was like that
 * @param matchingOrder the number of its order that was looked for
 */
public record AccountMatch(
        Account account,
        long userCount,
        boolean matchesName,
        boolean matchesCode,
        @Nullable UserSummary matchingUser,
        @Nullable String matchingOrder) {}
