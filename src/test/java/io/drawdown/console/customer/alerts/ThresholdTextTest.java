package io.drawdown.console.customer.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.Threshold.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20",
                "20 %",
                "20%",
                " 20 % ,",
                "020",
                "20\u00a0%",
            })
    void readsPercentage(String text) {
        assertThat(read(text, Type.PERCENTAGE)).containsExactly(Threshold.percent(20));
    }

    @Test
    void readsSeveralThresholds() {
        assertThat(read("20 %, 5", Type.PERCENTAGE)).containsExactly(Threshold.percent(20), Threshold.percent(5));
        assertThat(read("50; 12.5 h", Type.REMAINING)).containsExactly(remaining(180_000), remaining(45_000));
        assertThat(read("500, 100", Type.REMAINING)).containsExactly(remaining(1_800_000), remaining(360_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50 | 180000",
                "50.5 | 181800",
                "50.50 h | 181800",
                "0.01 | 36",
                ".5 | 1800",
                "10.0025 | 36009",
                "2 hours | 7200",
                "3 node-hours | 10800",
                "999999999999 | 3599999999996400",
                "1. | 3600",
            })
    void readsNodeHoursToTheNodeSecond(String text, long nodeSeconds) {
        assertThat(read(text, Type.REMAINING)).containsExactly(remaining(nodeSeconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "100", "20.5", "-5", "5 h", "abc", "20 5", "1000", "20, 100", "20,5", "12,5", "２０", "٢٠", "2 0",
                " ", "\u00a0", ","
            })
    void rejectsInvalidPercentages(String text) {
        assertThat(problem(text, Type.PERCENTAGE)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | Enter more than 0 h.",
                "0.00 h | Enter more than 0 h.",
                "10.0001 | 10.0001 h is finer than a second",
                "5 % | Enter node-hours",
                "-1 | Enter node-hours",
                "1e5 | Enter node-hours",
                "1,041.25 | A comma separates thresholds",
                "1,041.25 h, 5 h | A comma separates thresholds",
                "500,100 | A comma separates thresholds",
                "5, 5.00 | 5.00 h is there twice.",
                "12,5 | Write 12, 5 with a space for two, or 12.5 for one",
                "50 5 | Enter node-hours",
                "1 000 | Enter node-hours",
                "1\u00a0000 | Enter node-hours",
                "999999999999999 | Enter fewer node-hours",
            })
    void rejectsInvalidNodeHours(String text, String problem) {
        assertThat(problem(text, Type.REMAINING)).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20 h",
                "20 hours",
                "20 x",
                "20h",
                "20 -",
                "20 percent",
                "20 %%",
                "20 % h",
                "5 %, 20 h",
                "20 h, 5"
            })
    void refusesAnotherUnitOfThePresentPercentage(String text) {
        var known = List.of(Threshold.percent(20), Threshold.percent(5), remaining(72_000));

        assertThat(ThresholdText.read(text, Type.PERCENTAGE, known).problem())
                .startsWith("Enter whole percentages from 1 to 99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50.00 %",
                "50.00 minutes",
                "50.00 x",
                "50.00%",
                "50.00 hh",
                "50.00 days",
                "50.00 -",
                "50.00 h %",
                "5, 50.00 d"
            })
    void refusesAnotherUnitOfThePresentHours(String text) {
        var known = List.of(remaining(180_000), Threshold.percent(50));

        assertThat(ThresholdText.read(text, Type.REMAINING, known).problem()).startsWith("Enter node-hours");
    }

    @Test
    void readsThePresentValuesInAllTheirUnits() {
        var exact = List.of(remaining(36_001));

        for (var text : List.of("10.00", "10.00h", "10.00 H", "10.00 hour", "10.00 hours", "10.00 node-hours")) {
            assertThat(ThresholdText.read(text, Type.REMAINING, exact).thresholds())
                    .as(text)
                    .isEqualTo(exact);
        }
    }

    @Test
    void readsNothingThatIsTooLong() {
        assertThat(problem("20" + " ".repeat(500_000) + "x", Type.PERCENTAGE)).startsWith("This is too long.");
        assertThat(problem("50" + " ".repeat(500_000), Type.REMAINING)).startsWith("This is too long.");
        var longest = LongStream.range(0, 10)
                .mapToObj(number -> remaining(Long.MAX_VALUE / 9 * 9 - 9 * number))
                .toList();
        assertThat(ThresholdText.read(ThresholdText.write(longest, Type.REMAINING), Type.REMAINING, longest)
                        .thresholds())
                .isEqualTo(longest);
    }

    @Test
    void rejectsMoreThanTenThresholds() {
        var eleven = IntStream.rangeClosed(1, 11).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        assertThat(problem(eleven, Type.PERCENTAGE)).isEqualTo("Enter at most 10 thresholds.");
    }

    @ParameterizedTest
    @CsvSource({
        "180000, 50.00 h",
        "36, 0.01 h",
        "36009, 10.0025 h",
        "36018, 10.005 h",
        "36001, 10.00 h",
        "3600000, 1000.00 h"
    })
    void writesNodeHours(long nodeSeconds, String text) {
        assertThat(ThresholdText.write(List.of(remaining(nodeSeconds)), Type.REMAINING))
                .isEqualTo(text);
    }

    @Test
    void keepsExactValueOfRoundedText() {
        var known = List.of(remaining(36_001), remaining(36_002), Threshold.percent(10));

        var text = ThresholdText.write(known, Type.REMAINING);

        assertThat(text).isEqualTo("10.00 h, 10.00 h");
        assertThat(ThresholdText.read(text, Type.REMAINING, known).thresholds())
                .containsExactly(remaining(36_001), remaining(36_002));
        assertThat(ThresholdText.read("10", Type.REMAINING, known).thresholds()).containsExactly(remaining(36_000));
        assertThat(ThresholdText.read("10.00, 5", Type.REMAINING, known).thresholds())
                .containsExactly(remaining(36_001), remaining(18_000));
    }

    private static List<Threshold> read(String text, Type type) {
        var reading = ThresholdText.read(text, type, List.of());
        assertThat(reading.problem()).isNull();
        return reading.thresholds();
    }

    private static String problem(String text, Type type) {
        return ThresholdText.read(text, type, List.of()).problem();
    }

    private static Threshold remaining(long nodeSeconds) {
        return new Threshold(Type.REMAINING, nodeSeconds);
    }
}
