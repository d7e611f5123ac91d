package io.drawdown.usage.runs;

import org.jspecify.annotations.Nullable;

/**
 * Which silent runs to list; null doesn't narrow.
 *
 * @param text looked for in the job's name
 */
public record SilentRunFilter(
        @Nullable String text, @Nullable String account) {

    public static final SilentRunFilter ALL = new SilentRunFilter(null, null);
}
