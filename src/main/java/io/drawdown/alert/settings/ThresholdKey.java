package io.drawdown.alert.settings;

import org.jspecify.annotations.Nullable;

/**
 * A threshold of a target, or the point at which nothing remains of it.
 *
 * @param target a package's id or a kind's key
 * @param threshold one of the target's thresholds; null stands for a remaining quota of zero
 */
public record ThresholdKey(
        String account, String target, @Nullable Threshold threshold) {

    private static final String USED_UP = "USED_UP";

    public static ThresholdKey of(String account, String target, String type, long value) {
        return new ThresholdKey(
                account, target, type.equals(USED_UP) ? null : new Threshold(Threshold.Type.valueOf(type), value));
    }

    /** Returns the target. */
    public TargetKey targetKey() {
        return new TargetKey(account, target);
    }

    /** Whether {@code remaining} node-seconds of a total are at or below the level. */
    public boolean isReachedBy(long remaining, long total) {
        return threshold == null ? remaining == 0 : threshold.isReachedBy(remaining, total);
    }

    /** Returns the highest remaining node-seconds at which the level is reached. */
    public long level(long total) {
        return threshold == null ? 0 : threshold.level(total);
    }

    public String typeName() {
        return threshold == null ? USED_UP : threshold.type().name();
    }

    public long value() {
        return threshold == null ? 0 : threshold.value();
    }
}
