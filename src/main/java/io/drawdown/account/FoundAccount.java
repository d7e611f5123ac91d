package io.drawdown.account;

import org.jspecify.annotations.Nullable;

/**
 * An account as staff find it, with what it was found by: nothing of that where nothing was looked for.
 *
 * @param users how many people can sign in for it with a password
 * @param user the first person of it whose username or display name was like that
 * @param order the number of its order that was looked for
 */
public record FoundAccount(
        Account account,
        long users,
        boolean byName,
        boolean byCode,
        @Nullable NamedUser user,
        @Nullable String order) {}
