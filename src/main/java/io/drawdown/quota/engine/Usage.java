package io.drawdown.quota.engine;

import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;

/** The usage of a job on its nodes during `[start, end)`, in whole seconds. */
public record Usage(
        String region, Pool pool, String specification, Activity activity, long nodes, Instant start, Instant end) {

    /**
     * Returns nodes × running time.
     *
     * @throws ArithmeticException on overflow (R1)
     */
    public long nodeSeconds() {
        return NodeSeconds.of(nodes, start, end);
    }

    Piece pieceBetween(Instant from, Instant to) {
        return new Piece(from, to, NodeSeconds.of(nodes, from, to));
    }
}
