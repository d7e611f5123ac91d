package io.drawdown.quota.engine;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that goes on running, and so draws its nodes every second.
 *
 * @param from the instant from which it does, which may lie ahead
 * @param until when it will stop, if that is known
 */
public record RunningUsage(
        String region,
        Pool pool,
        String specification,
        Activity activity,
        long nodes,
        Instant from,
        @Nullable Instant until) {

    /** What it runs of `[start, end)`; empty, at its start, if it doesn't. */
    public Usage between(Instant start, Instant end) {
        var begin = start.isBefore(from) ? from : start;
        var stop = until != null && until.isBefore(end) ? until : end;
        return new Usage(region, pool, specification, activity, nodes, begin, stop.isBefore(begin) ? begin : stop);
    }

    boolean runsAt(Instant instant) {
        return !from.isAfter(instant) && (until == null || until.isAfter(instant));
    }
}
