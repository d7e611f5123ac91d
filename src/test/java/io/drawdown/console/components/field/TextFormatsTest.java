package io.drawdown.console.components.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a text, and what is said of texts that can't be read. */
class TextFormatsTest {

    private static final DecimalFormat PRICE = new DecimalFormat(() -> 8);
    private static final DecimalFormat AMOUNT = new DecimalFormat(() -> 2);
    private static final DecimalFormat YEN = new DecimalFormat(() -> 0);
    private static final CountFormat COUNT = new CountFormat();
    private static final DayFormat DAY = new DayFormat();
    private static final TimeFormat TIME = new TimeFormat(false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "5 | 5",
                "-5 | -5",
                "007 | 7",
                "1.20 | 1.20",
                "1.200 | 1.200",
                "0.00000001 | 0.00000001",
                "5,000.00 | 5000.00",
                "1,234,567 | 1234567",
                "1,234,567.5 | 1234567.5",
                "999999999999 | 999999999999",
            })
    void readsDecimalsExactly(String text, BigDecimal value) {
        assertThat(PRICE.parse(text)).isEqualTo(ParsedText.of(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,20 | Write 1.20.",
                "5000,50 | Write 5000.50.",
                "2.000,50 | Write 2000.50.",
                "1.000.000 | Write 1000000.",
                "1,200 | “1,200” can be read in two ways. Write 1200 or 1.200.",
                "$5 | Write 5.",
                "$5,000.00 | Write 5000.00.",
                "5000 EUR | Write 5000.",
                "€\u00a01.200,50 | Write 1200.50.",
                "12.5 h | Write 12.5.",
                "+5 | Write 5.",
                ".5 | Write 0.5.",
                "5. | Write 5.",
                "５０ | Write 50.",
                "٥٠ | Write 50.",
                "٥٫٥ | Write 5.5.",
                "1 200.50 | Write 1200.50.",
                "1\u00a0200 | Write 1200.",
                "1\u2009200 | Write 1200.",
                "1\u202f200,5 | Write 1200.5.",
                "1'200 | Write 1200.",
                "5\u200b0 | Write 50.",
                "\u2212 5 | Write a number in digits, such as 1200.50.",
                "−5 | Write -5.",
                "1e3 | Write a number in digits, such as 1200.50.",
                "0x10 | Write a number in digits, such as 1200.50.",
                "½ | Write a number in digits, such as 1200.50.",
                "NaN | Write a number in digits, such as 1200.50.",
                "Infinity | Write a number in digits, such as 1200.50.",
                "1..2 | Write a number in digits, such as 1200.50.",
                "12,34,567 | Write a number in digits, such as 1200.50.",
                "1 2 | Write a number in digits, such as 1200.50.",
                "5-10 | Write a number in digits, such as 1200.50.",
                "0,500 | Write 0.500.",
                "1.123456789 | Write at most 8\u00a0decimals.",
                "1234567890123 | Write a smaller number.",
                "1234567890123456789012345678901234567890 | Write a smaller number.",
            })
    void explainsHowToWriteDecimals(String text, String problem) {
        assertThat(PRICE.parse(text)).isEqualTo(ParsedText.refused(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.200 | Write at most 2\u00a0decimals.",
                "1,200 | “1,200” can be read in two ways. Write 1200 or 1.2.",
                "1,234 | Write 1234.",
                "5000.005 | Write at most 2\u00a0decimals.",
            })
    void limitsDecimalsToCurrency(String text, String problem) {
        assertThat(AMOUNT.parse(text)).isEqualTo(ParsedText.refused(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.200 | Write a whole number, without a point.", "1200.00 | Write a whole number, without a point.",
                "1,200 | Write 1200.", "many | Write a whole number in digits, such as 1200."
            })
    void requiresWholeAmountsForCurrencyWithoutDecimals(String text, String problem) {
        assertThat(YEN.parse(text)).isEqualTo(ParsedText.refused(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"15 | 15", "0 | 0", "-1 | -1", "2147483647 | 2147483647", "1,000,000 | 1000000"})
    void readsCounts(String text, int value) {
        assertThat(COUNT.parse(text)).isEqualTo(ParsedText.of(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5 | Write a whole number without a point, such as 15.",
                "1.200 | Write a whole number without a point, such as 15.",
                "15.0 | Write a whole number without a point, such as 15.",
                "1,5 | Write a whole number in digits, such as 15.",
                "1,200 | Write 1200.",
                "2147483648 | Write a smaller number.",
                "ten | Write a whole number in digits, such as 15.",
            })
    void explainsHowToWriteCounts(String text, String problem) {
        assertThat(COUNT.parse(text)).isEqualTo(ParsedText.refused(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30", "2028-02-29", "0001-01-01", "9999-12-31"})
    void readsDays(String text) {
        assertThat(DAY.parse(text)).isEqualTo(ParsedText.of(LocalDate.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31.12.2026",
                "12/11/2026",
                "2026/11/30",
                "26-11-30",
                "2026-1-5",
                "20261130",
                "tomorrow",
                "2026-11-30T00:00",
                "+2026-11-30",
                "٢٠٢٦-١١-٣٠",
                "2026‑11‑30",
                "30 Nov 2026"
            })
    void explainsHowToWriteDays(String text) {
        assertThat(DAY.parse(text))
                .isEqualTo(ParsedText.refused("Write the day as year-month-day, such as 2026-11-30."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2026-13-01", "2026-00-10", "2026-11-31", "2027-02-29"})
    void rejectsDaysMissingFromCalendar(String text) {
        assertThat(DAY.parse(text))
                .isEqualTo(ParsedText.refused("There is no such day. Write it as year-month-day, such as 2026-11-30."));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30 14:20, 2026-11-30T14:20",
        "2026-11-30T14:20, 2026-11-30T14:20",
        "2026-11-30 14:20:05, 2026-11-30T14:20:05"
    })
    void readsTimes(String text, LocalDateTime value) {
        assertThat(TIME.parse(text)).isEqualTo(ParsedText.of(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-30 | Write the time, too, such as 2026-11-30 14:20.",
                "14:20 | Write the day, too, such as 2026-11-30 14:20.",
                "2026-11-30 25:00 | There is no such day or time. Write both, such as 2026-11-30 14:20.",
                "2026-11-30 24:00 | There is no such day or time. Write both, such as 2026-11-30 14:20.",
                "2026-02-30 10:00 | There is no such day or time. Write both, such as 2026-11-30 14:20.",
                "2026-11-30 9am | Write the day and the time as year-month-day hour:minute, such as 2026-11-30 14:20.",
                "2026-11-30 9:00 | Write the day and the time as year-month-day hour:minute, such as 2026-11-30 14:20.",
                "2026-11-30T14:20Z | Write the day and the time as year-month-day hour:minute, such as 2026-11-30 14:20.",
                "31.12.2026 10:00 | Write the day and the time as year-month-day hour:minute, such as 2026-11-30 14:20.",
                "tomorrow | Write the day and the time as year-month-day hour:minute, such as 2026-11-30 14:20.",
            })
    void explainsHowToWriteTimes(String text, String problem) {
        assertThat(TIME.parse(text)).isEqualTo(ParsedText.refused(problem));
    }
}
