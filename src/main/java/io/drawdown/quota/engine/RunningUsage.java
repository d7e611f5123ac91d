package io.drawdown.quota.engine;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A running job, which draws its nodes every second.
 *
 * @param from the start, which may lie in the future
 * @param until when it will stop; null if that isn't known
 */
public record RunningUsage(
        String region,
        Pool pool,
        String specification,
        Activity activity,
        long nodes,
        Instant from,
        @Nullable Instant until) {

    /** Returns the usage within `[start, end)`. It is empty, at `start`, if the job doesn't run then. */
    public Usage between(Instant start, Instant end) {
        var begin = start.isBefore(from) ? from : start;
        var stop = until != null && until.isBefore(end) ? until : end;
        return new Usage(region, pool, specification, activity, nodes, begin, stop.isBefore(begin) ? begin : stop);
    }

    boolean runsAt(Instant instant) {
        return !from.isAfter(instant) && (until == null || until.isAfter(instant));
    }
}
