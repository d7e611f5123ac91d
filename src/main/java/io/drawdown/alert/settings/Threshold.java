package io.drawdown.alert.settings;

import java.math.BigInteger;

/**
 * A level of remaining quota at which an account wants to be told (R19).
 *
 * @param value a whole percentage from 1 to 99, or a remaining duration in node-seconds
 */
public record Threshold(Type type, long value) {

    /** How the level is given: as a share of the total, or as what remains. */
    public enum Type {
        PERCENTAGE,
        REMAINING
    }

    /** Twenty percent and the like. */
    public static Threshold percent(int value) {
        return new Threshold(Type.PERCENTAGE, value);
    }

    /** Whether so many node-seconds remaining of a total are at or below this threshold, exactly (R20). */
    public boolean isReachedBy(long remaining, long total) {
        return remaining <= level(total);
    }

    /** The most node-seconds that may remain of a total for this threshold to be reached, exactly (R20). */
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
