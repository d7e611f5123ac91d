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
 * The effect of a target's settings now.
 *
 * @param isReached whether a threshold is reached, or saving raises an alert for the target
 */
record AlertEffect(String text, boolean isReached) {

    /**
     * Describes the effect of what is entered for a target. The zone is that of its region.
     *
     * @param isTold whether saving raises an alert for the target
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
        if (!target.isInEffectAt(now)) {
            return new AlertEffect(
                    levels
                            + (target.effectiveAt() == null
                                    ? "none in effect now"
                                    : "not in effect until " + Format.day(target.effectiveAt(), zone)),
                    false);
        }
        var left = Format.hoursWithoutUnit(target.remainingNodeSeconds()) + " of "
                + Format.compactHours(target.totalNodeSeconds()) + " left";
        var isReached = setting.thresholds().stream()
                .anyMatch(one -> one.isReachedBy(target.remainingNodeSeconds(), target.totalNodeSeconds()));
        return new AlertEffect(
                levels + left + (isTold ? " · sent when you save" : isReached ? " · already reached" : ""),
                isReached || isTold);
    }

    private static String thresholdTexts(List<Threshold> thresholds, long total) {
        if (total == 0) {
            return DomainLabels.joinWithAnd(
                    thresholds.stream().map(DomainLabels::label).toList());
        }
        return DomainLabels.joinWithAnd(thresholds.stream()
                .map(one -> one.level(total))
                .sorted(Comparator.reverseOrder())
                .map(Format::compactHours)
                .distinct()
                .toList());
    }
}
