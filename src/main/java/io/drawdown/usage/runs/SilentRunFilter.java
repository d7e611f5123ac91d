package io.drawdown.usage.runs;

import org.jspecify.annotations.Nullable;

/**
 * The filter of silent runs. A null field doesn't filter.
 *
 * @param text searched for in the job's name
 */
public record SilentRunFilter(
        @Nullable String text, @Nullable String account) {

    public static final SilentRunFilter ALL = new SilentRunFilter(null, null);
}
