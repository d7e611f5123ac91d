package io.drawdown.base;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/** Arithmetic of node-seconds, the integer unit of all quota and usage (R1). */
public final class NodeSeconds {

    public static final long PER_NODE_HOUR = 3600;

    private static final BigDecimal PER_HOUR = BigDecimal.valueOf(PER_NODE_HOUR);

    private NodeSeconds() {}

    /**
     * Returns nodes × running time, with fractions of a second cut off.
     *
     * @throws ArithmeticException if the product doesn't fit into a long
     */
    public static long of(long nodes, Instant start, Instant end) {
        return Math.multiplyExact(nodes, end.getEpochSecond() - start.getEpochSecond());
    }

    /**
     * Converts whole node-hours to node-seconds.
     *
     * @throws ArithmeticException on overflow
     */
    public static long ofNodeHours(long nodeHours) {
        return Math.multiplyExact(nodeHours, PER_NODE_HOUR);
    }

    /** Converts to node-hours with two decimals, rounded half even, for display. */
    public static BigDecimal toNodeHours(long nodeSeconds) {
        return toNodeHours(BigInteger.valueOf(nodeSeconds));
    }

    /** Converts a sum that may exceed a {@code long} to node-hours, for display. */
    public static BigDecimal toNodeHours(BigInteger nodeSeconds) {
        return new BigDecimal(nodeSeconds).divide(PER_HOUR, 2, RoundingMode.HALF_EVEN);
    }
}
