package io.drawdown.alert.settings;

import org.jspecify.annotations.Nullable;

/**
 * One thing to be told of a target.
 *
 * @param target a package's id or a kind's key
 * @param threshold one of the target's thresholds; null for that nothing remains
 */
public record ThresholdKey(
        String account, String target, @Nullable Threshold threshold) {

    private static final String USED_UP = "USED_UP";

    public static ThresholdKey of(String account, String target, String type, long value) {
        return new ThresholdKey(
                account, target, type.equals(USED_UP) ? null : new Threshold(Threshold.Type.valueOf(type), value));
    }

    /** The target that it belongs to. */
    public TargetKey targetKey() {
        return new TargetKey(account, target);
    }

    /** Whether so many node-seconds remaining of a total are at or below the mark. */
    public boolean isReachedBy(long remaining, long total) {
        return threshold == null ? remaining == 0 : threshold.isReachedBy(remaining, total);
    }

    /** The most node-seconds that may remain of a total for the mark to be reached. */
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
