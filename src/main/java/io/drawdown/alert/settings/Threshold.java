package io.drawdown.alert.settings;

import java.math.BigInteger;

/**
 * A level of remaining quota at which an account wants an alert (R19).
 *
 * @param value a whole percentage from 1 to 99, or node-seconds
 */
public record Threshold(Type type, long value) {

    /** The unit of the level: a share of the total, or a remaining duration. */
    public enum Type {
        PERCENTAGE,
        REMAINING
    }

    /** Returns a threshold at a percentage of the total. */
    public static Threshold percent(int value) {
        return new Threshold(Type.PERCENTAGE, value);
    }

    /** Whether {@code remaining} node-seconds of a total are at or below this threshold, exactly (R20). */
    public boolean isReachedBy(long remaining, long total) {
        return remaining <= level(total);
    }

    /** Returns the highest remaining node-seconds at which this threshold is reached, exactly (R20). */
    public long level(long total) {
        return switch (type) {
            case REMAINING -> value;
            case PERCENTAGE ->
                BigInteger.valueOf(total)
                        .multiply(BigInteger.valueOf(value))
                        .divide(BigInteger.valueOf(100))
                        .longValueExact();
        };
    }
}
