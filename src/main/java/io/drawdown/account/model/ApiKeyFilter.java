package io.drawdown.account.model;

import org.jspecify.annotations.Nullable;

/**
 * Which keys to list; null doesn't narrow.
 *
 * @param text looked for in the key's name
 * @param ofPlatform true: those of the platform; false: those of accounts
 */
public record ApiKeyFilter(
        @Nullable String text,
        @Nullable ApiKeyState state,
        @Nullable Role role,
        @Nullable String account,
        @Nullable Boolean ofPlatform) {

    public static final ApiKeyFilter ALL = new ApiKeyFilter(null, null, null, null, null);
}
