package io.drawdown.usage.event;

import io.drawdown.base.ProblemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected events to list; null doesn't narrow.
 *
 * @param text looked for in the event as it came
 * @param from when it came, at the earliest
 * @param to before which it came
 */
public record RejectedEventFilter(
        RejectedEvent.State state,
        @Nullable String account,
        @Nullable ProblemType problem,
        @Nullable String source,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All that are still to be settled. */
    public static final RejectedEventFilter OPEN =
            new RejectedEventFilter(RejectedEvent.State.OPEN, null, null, null, null, null, null);
}
