package io.drawdown.console.customer.alerts;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are entered for a target, as typed, so they may be invalid.
 *
 * @param origin the settings from which the entry started. Its thresholds are kept to the node-second where they are
 *     shown rounded.
 */
public record AlertEntry(
        AlertSetting origin, boolean enabled, ThresholdTypes types, String percentages, String durations) {

    private static final int HUNDREDTH_OF_AN_HOUR = 36;

    /** The types of threshold that are entered. */
    enum ThresholdTypes {
        PERCENTAGE,
        REMAINING,
        BOTH;

        boolean includes(Threshold.Type type) {
            return this == BOTH || name().equals(type.name());
        }

        private static ThresholdTypes of(List<Threshold> thresholds) {
            var types = thresholds.stream().map(Threshold::type).collect(Collectors.toSet());
            return types.size() == 2 ? BOTH : types.contains(Threshold.Type.REMAINING) ? REMAINING : PERCENTAGE;
        }
    }

    /** Returns the entry for settings. */
    public static AlertEntry of(AlertSetting setting) {
        return new AlertEntry(
                setting,
                setting.enabled(),
                ThresholdTypes.of(setting.thresholds()),
                ThresholdText.write(setting.thresholds(), Threshold.Type.PERCENTAGE),
                ThresholdText.write(setting.thresholds(), Threshold.Type.REMAINING));
    }

    AlertEntry withEnabled(boolean changed) {
        return new AlertEntry(origin, changed, types, percentages, durations);
    }

    /**
     * Returns the entry with other types. A type that replaces the other starts with the same thresholds, converted
     * by the total node-seconds if that is known.
     */
    AlertEntry withTypes(ThresholdTypes changed, long total) {
        var thresholds = thresholds();
        var percentagesThen = percentages;
        var durationsThen = durations;
        if (types == ThresholdTypes.PERCENTAGE
                && changed == ThresholdTypes.REMAINING
                && durations.isBlank()
                && total > 0) {
            var same = thresholds.stream()
                    .map(one -> toDuration(one, total))
                    .distinct()
                    .toList();
            durationsThen = ThresholdText.write(same, Threshold.Type.REMAINING);
        } else if (types == ThresholdTypes.REMAINING
                && changed == ThresholdTypes.PERCENTAGE
                && percentages.isBlank()
                && total > 0) {
            var same = thresholds.stream()
                    .map(one -> toPercentage(one, total))
                    .distinct()
                    .toList();
            percentagesThen = ThresholdText.write(same, Threshold.Type.PERCENTAGE);
        }
        return new AlertEntry(origin, enabled, changed, percentagesThen, durationsThen);
    }

    AlertEntry withText(Threshold.Type type, String text) {
        return switch (type) {
            case PERCENTAGE -> new AlertEntry(origin, enabled, types, text, durations);
            case REMAINING -> new AlertEntry(origin, enabled, types, percentages, text);
        };
    }

    String text(Threshold.Type type) {
        return switch (type) {
            case PERCENTAGE -> percentages;
            case REMAINING -> durations;
        };
    }

    /** Returns what is wrong with the thresholds of a type; null if they are valid. */
    @Nullable
    String problem(Threshold.Type type) {
        if (!types.includes(type)) {
            return null;
        }
        var problem = read(type).problem();
        if (problem != null) {
            return problem;
        }
        if (enabled && thresholds().isEmpty()) {
            return "Enter a threshold, or switch the alert off.";
        }
        return thresholds().size() > ThresholdText.MAX_THRESHOLDS
                ? "Enter at most " + ThresholdText.MAX_THRESHOLDS + " thresholds in all."
                : null;
    }

    /** Returns the entered settings; empty if any part is invalid. */
    public Optional<AlertSetting> setting() {
        for (var type : Threshold.Type.values()) {
            if (problem(type) != null) {
                return Optional.empty();
            }
        }
        var setting = new AlertSetting(enabled, thresholds());
        return Optional.of(sameSettings(setting, origin) ? origin : setting);
    }

    /** Returns whether both entries show the same texts. */
    boolean readsLike(AlertEntry other) {
        return enabled == other.enabled
                && types == other.types
                && percentages.equals(other.percentages)
                && durations.equals(other.durations);
    }

    /** Returns whether no threshold of the chosen types is entered. */
    boolean isBlank() {
        return Arrays.stream(Threshold.Type.values())
                .filter(types::includes)
                .allMatch(type -> text(type).isBlank());
    }

    /** Returns whether both settings are the same, regardless of the order of their thresholds. */
    static boolean sameSettings(AlertSetting one, AlertSetting other) {
        return one.enabled() == other.enabled() && Set.copyOf(one.thresholds()).equals(Set.copyOf(other.thresholds()));
    }

    private List<Threshold> thresholds() {
        var thresholds = new ArrayList<Threshold>();
        for (var type : Threshold.Type.values()) {
            if (types.includes(type)) {
                thresholds.addAll(read(type).thresholds());
            }
        }
        return thresholds;
    }

    private ThresholdText.Reading read(Threshold.Type type) {
        return ThresholdText.read(text(type), type, origin.thresholds());
    }

    private static Threshold toDuration(Threshold percentage, long total) {
        return new Threshold(
                Threshold.Type.REMAINING,
                Math.max(1, percentage.level(total) / HUNDREDTH_OF_AN_HOUR) * HUNDREDTH_OF_AN_HOUR);
    }

    private static Threshold toPercentage(Threshold duration, long total) {
        var percent = BigInteger.valueOf(duration.value())
                .multiply(BigInteger.valueOf(100))
                .divide(BigInteger.valueOf(total));
        return Threshold.percent(
                percent.max(BigInteger.ONE).min(BigInteger.valueOf(99)).intValue());
    }
}
