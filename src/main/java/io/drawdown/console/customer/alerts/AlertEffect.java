package io.drawdown.console.customer.alerts;

import io.drawdown.alert.AlertTarget;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.label.DomainLabels;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * What settings of a target come to now.
 *
 * @param isReached whether a threshold is reached, or the target will be told of when this is saved
 */
record AlertEffect(String text, boolean isReached) {

    /**
     * What has been entered for a target comes to this; the zone is its region's.
     *
     * @param isTold whether saving tells of it
     */
    static AlertEffect of(UsageAlertDraft draft, AlertTarget target, boolean isTold, Instant now, ZoneId zone) {
        return draft.entryFor(target)
                .setting()
                .map(setting -> of(setting, target, isTold, now, zone))
                .orElseGet(() -> new AlertEffect(draft.entryFor(target).isBlank() ? "enter a threshold" : "", false));
    }

    private static AlertEffect of(AlertSetting setting, AlertTarget target, boolean isTold, Instant now, ZoneId zone) {
        if (!setting.enabled()) {
            return new AlertEffect("off", false);
        }
        var levels = "alerts at " + thresholdTexts(setting.thresholds(), target.totalNodeSeconds()) + " · ";
        if (!isInEffect(target, now)) {
            return new AlertEffect(
                    levels
                            + (target.effectiveAt() == null
                                    ? "none in effect now"
                                    : "not in effect until " + Format.day(target.effectiveAt(), zone)),
                    false);
        }
        var left = Format.hoursWithoutUnit(target.remainingNodeSeconds()) + " of "
                + Format.hours(target.totalNodeSeconds()) + " left";
        var isReached = setting.thresholds().stream()
                .anyMatch(one -> one.isReachedBy(target.remainingNodeSeconds(), target.totalNodeSeconds()));
        return new AlertEffect(
                levels + left + (isTold ? " · told when you save" : isReached ? " · already reached" : ""),
                isReached || isTold);
    }

    /** Whether anything is drawn down from a target now. */
    static boolean isInEffect(AlertTarget target, Instant now) {
        return target.effectiveAt() == null
                ? target.totalNodeSeconds() > 0
                : !target.effectiveAt().isAfter(now);
    }

    private static String thresholdTexts(List<Threshold> thresholds, long total) {
        if (total == 0) {
            return DomainLabels.joinWithAnd(thresholds.stream()
                    .map(one -> one.type() == Threshold.Type.PERCENTAGE
                            ? one.value() + "\u00a0%"
                            : Format.hours(one.value()))
                    .toList());
        }
        return DomainLabels.joinWithAnd(thresholds.stream()
                .map(one -> one.level(total))
                .sorted(Comparator.reverseOrder())
                .map(Format::hours)
                .distinct()
                .toList());
    }
}
