package io.drawdown.usage;

import io.drawdown.base.NodeSeconds;
import java.time.Instant;

/** The last node-seconds of an interval on some nodes: all of them, or those that were charged. */
record RunInterval(Instant from, Instant to, long nodes, long nodeSeconds) {

    /** Returns the node-seconds between two instants. */
    long nodeSecondsBetween(Instant start, Instant end) {
        return nodeSecondsBefore(end) - nodeSecondsBefore(start);
    }

    private long nodeSecondsBefore(Instant at) {
        if (!at.isAfter(from)) {
            return 0;
        }
        var left = at.isBefore(to) ? NodeSeconds.of(nodes, at, to) : 0;
        return Math.max(0, nodeSeconds - left);
    }
}
