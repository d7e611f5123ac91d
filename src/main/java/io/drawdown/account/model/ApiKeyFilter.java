package io.drawdown.account.model;

import org.jspecify.annotations.Nullable;

/**
 * A filter for a list of keys; null doesn't restrict.
 *
 * @param text text to find in the key's name
 * @param ofPlatform true for keys of the platform, false for keys of accounts
 */
public record ApiKeyFilter(
        @Nullable String text,
        @Nullable ApiKeyState state,
        @Nullable Role role,
        @Nullable String account,
        @Nullable Boolean ofPlatform) {

    public static final ApiKeyFilter ALL = new ApiKeyFilter(null, null, null, null, null);
}
