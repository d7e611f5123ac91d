package io.drawdown.console.alerts;

import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.WatchedTarget;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * What settings of a target come to now.
 *
 * @param isReached whether a threshold is reached, or the target will be told of when this is saved
 */
record Effect(String text, boolean isReached) {

    /**
     * What has been entered for a target comes to this; the zone is its region's.
     *
     * @param isTold whether saving tells of it
     */
    static Effect of(Draft draft, WatchedTarget target, boolean isTold, Instant now, ZoneId zone) {
        return draft.of(target)
                .setting()
                .map(setting -> of(setting, target, isTold, now, zone))
                .orElseGet(() -> new Effect(draft.of(target).isBlank() ? "enter a threshold" : "", false));
    }

    private static Effect of(AlertSetting setting, WatchedTarget target, boolean isTold, Instant now, ZoneId zone) {
        if (!setting.enabled()) {
            return new Effect("off", false);
        }
        var levels = "alerts at " + levels(setting.thresholds(), target.totalNodeSeconds()) + " · ";
        if (!isInEffect(target, now)) {
            return new Effect(
                    levels
                            + (target.effectiveAt() == null
                                    ? "none in effect now"
                                    : "not in effect until " + Format.day(target.effectiveAt(), zone)),
                    false);
        }
        var left = Format.bareHours(target.remainingNodeSeconds()) + " of " + Format.hours(target.totalNodeSeconds())
                + " left";
        var isReached = setting.thresholds().stream()
                .anyMatch(one -> one.isReachedBy(target.remainingNodeSeconds(), target.totalNodeSeconds()));
        return new Effect(
                levels + left + (isTold ? " · told when you save" : isReached ? " · already reached" : ""),
                isReached || isTold);
    }

    /** Whether anything is drawn down from a target now. */
    static boolean isInEffect(WatchedTarget target, Instant now) {
        return target.effectiveAt() == null
                ? target.totalNodeSeconds() > 0
                : !target.effectiveAt().isAfter(now);
    }

    private static String levels(List<Threshold> thresholds, long total) {
        if (total == 0) {
            return Words.and(thresholds.stream()
                    .map(one -> one.type() == Threshold.Type.PERCENTAGE
                            ? one.value() + "\u00a0%"
                            : Format.hours(one.value()))
                    .toList());
        }
        return Words.and(thresholds.stream()
                .map(one -> one.level(total))
                .sorted(Comparator.reverseOrder())
                .map(Format::hours)
                .distinct()
                .toList());
    }
}
