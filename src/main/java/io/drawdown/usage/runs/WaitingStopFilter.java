package io.drawdown.usage.runs;

import org.jspecify.annotations.Nullable;

/**
 * The filter of waiting stops. A null field doesn't filter.
 *
 * @param text searched for in the job's name
 */
public record WaitingStopFilter(
        @Nullable String text, @Nullable String account) {

    public static final WaitingStopFilter ALL = new WaitingStopFilter(null, null);
}
