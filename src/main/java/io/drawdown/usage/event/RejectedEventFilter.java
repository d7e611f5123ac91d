package io.drawdown.usage.event;

import io.drawdown.base.ProblemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The filter of rejected events. A null field doesn't filter.
 *
 * @param text searched for in the original event
 * @param from the earliest instant at which it came
 * @param to the instant before which it came
 */
public record RejectedEventFilter(
        RejectedEvent.State state,
        @Nullable String account,
        @Nullable ProblemType problem,
        @Nullable String source,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All events that aren't settled yet. */
    public static final RejectedEventFilter OPEN =
            new RejectedEventFilter(RejectedEvent.State.OPEN, null, null, null, null, null, null);
}
