package io.drawdown.console.customer.alerts;

import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.NodeSeconds;
import io.drawdown.console.components.field.EnteredText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses and writes thresholds of one type: {@code 20 %, 5 %} or {@code 50.00 h}. */
final class ThresholdText {

    /** The maximum number of thresholds of a target. */
    static final int MAX_THRESHOLDS = 10;

    private static final BigDecimal PER_HOUR = BigDecimal.valueOf(NodeSeconds.PER_NODE_HOUR);
    private static final BigDecimal MAX_NODE_SECONDS =
            BigDecimal.valueOf(1_000_000_000_000L).multiply(PER_HOUR);
    private static final long SECONDS_WRITTEN_EXACTLY = 9;
    private static final String BLANKS = "[\\s\\p{Z}]*";
    private static final Pattern PERCENTAGE = Pattern.compile("0{0,9}([1-9][0-9]?)" + BLANKS + "%?");
    private static final Pattern DURATION =
            Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})" + BLANKS + "(?:h|hours?|node-?hours?)?");
    private static final Pattern COMMA_WITHOUT_BLANK = Pattern.compile(",(?=[^\\s\\p{Z},;])");

    private ThresholdText() {}

    /**
     * The result of parsing a text.
     *
     * @param problem what is wrong with the text; null if it is valid
     */
    record Reading(List<Threshold> thresholds, @Nullable String problem) {

        private static Reading refused(String problem) {
            return new Reading(List.of(), problem);
        }
    }

    /** Writes the thresholds that have a type. */
    static String write(Collection<Threshold> thresholds, Threshold.Type type) {
        return thresholds.stream()
                .filter(threshold -> threshold.type() == type)
                .map(ThresholdText::write)
                .collect(Collectors.joining(", "));
    }

    /**
     * Parses thresholds of a type.
     *
     * @param known thresholds that the text may show rounded; where the text is unchanged they are kept to the
     *     node-second
     */
    static Reading read(String text, Threshold.Type type, Collection<Threshold> known) {
        if (EnteredText.isTooLong(text)) {
            return Reading.refused(EnteredText.TOO_LONG);
        }
        if (COMMA_WITHOUT_BLANK.matcher(text).find()) {
            return Reading.refused(
                    switch (type) {
                        case PERCENTAGE ->
                            "A comma separates thresholds. Write 12, 5 with a space for two; percentages are whole numbers.";
                        case REMAINING ->
                            "A comma separates thresholds. Write 12, 5 with a space for two, or 12.5 for one; 1041.25 has no comma.";
                    });
        }
        var unclaimed = new ArrayList<>(known);
        var thresholds = new ArrayList<Threshold>();
        for (var part : text.split("[,;]", 0)) {
            var written = EnteredText.strip(part).toLowerCase(Locale.ROOT);
            if (written.isEmpty()) {
                continue;
            }
            var reading = one(written, type, unclaimed);
            if (reading.problem() != null) {
                return reading;
            }
            thresholds.addAll(reading.thresholds());
        }
        return thresholds.isEmpty() && !text.isEmpty() ? Reading.refused(hint(type)) : validated(thresholds);
    }

    private static Reading validated(List<Threshold> thresholds) {
        for (var index = 0; index < thresholds.size(); index++) {
            if (thresholds.subList(0, index).contains(thresholds.get(index))) {
                return Reading.refused(write(thresholds.get(index)) + " is there twice.");
            }
        }
        return thresholds.size() > MAX_THRESHOLDS
                ? Reading.refused("Enter at most " + MAX_THRESHOLDS + " thresholds.")
                : new Reading(List.copyOf(thresholds), null);
    }

    private static Reading one(String written, Threshold.Type type, List<Threshold> unclaimed) {
        var match = pattern(type).matcher(written);
        if (!match.matches()) {
            return Reading.refused(hint(type));
        }
        var number = match.group(1);
        for (var known : unclaimed) {
            if (known.type() == type && number(known).equals(number)) {
                unclaimed.remove(known);
                return new Reading(List.of(known), null);
            }
        }
        return switch (type) {
            case PERCENTAGE -> new Reading(List.of(Threshold.percent(Integer.parseInt(number))), null);
            case REMAINING -> readDuration(number);
        };
    }

    private static Reading readDuration(String hours) {
        var nodeSeconds = new BigDecimal(hours).multiply(PER_HOUR);
        if (nodeSeconds.signum() == 0) {
            return Reading.refused("Enter more than 0 h.");
        }
        if (nodeSeconds.compareTo(MAX_NODE_SECONDS) > 0) {
            return Reading.refused("Enter fewer node-hours.");
        }
        if (nodeSeconds.stripTrailingZeros().scale() > 0) {
            return Reading.refused("Enter node-hours with two decimals: " + hours + " h is finer than a second.");
        }
        return new Reading(List.of(new Threshold(Threshold.Type.REMAINING, nodeSeconds.longValueExact())), null);
    }

    private static Pattern pattern(Threshold.Type type) {
        return switch (type) {
            case PERCENTAGE -> PERCENTAGE;
            case REMAINING -> DURATION;
        };
    }

    private static String hint(Threshold.Type type) {
        return switch (type) {
            case PERCENTAGE -> "Enter whole percentages from 1 to 99, such as 20 or 20, 5.";
            case REMAINING -> "Enter node-hours, such as 50 or 12.50, 5.";
        };
    }

    private static String write(Threshold threshold) {
        return switch (threshold.type()) {
            case PERCENTAGE -> number(threshold) + " %";
            case REMAINING -> number(threshold) + " h";
        };
    }

    private static String number(Threshold threshold) {
        return switch (threshold.type()) {
            case PERCENTAGE -> Long.toString(threshold.value());
            case REMAINING -> hoursText(threshold.value()).toPlainString();
        };
    }

    /** Returns node-hours with two decimals, or with up to four if those are exact and two aren't. */
    private static BigDecimal hoursText(long nodeSeconds) {
        if (nodeSeconds % SECONDS_WRITTEN_EXACTLY != 0) {
            return NodeSeconds.toNodeHours(nodeSeconds);
        }
        var exact = BigDecimal.valueOf(nodeSeconds)
                .divide(PER_HOUR, 4, RoundingMode.UNNECESSARY)
                .stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale()), RoundingMode.UNNECESSARY);
    }
}
