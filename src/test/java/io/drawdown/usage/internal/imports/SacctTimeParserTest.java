package io.drawdown.usage.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SacctTimeParserTest {

    private static final String LOS_ANGELES = "America/Los_Angeles";

    @ParameterizedTest
    @CsvSource({
        "04:00:00,           14400",
        "00:00:00,           0",
        "30:05,              1805",
        "00:59.999,          59",
        "4:00:00,            14400",
        "1-00:00:01,         86401",
        "12-23:59:59.5,      1123199",
        "1-02:03,            86523",
        "120:00:00,          432000"
    })
    void readsElapsedTime(String elapsed, long seconds) throws Exception {
        assertThat(seconds(row("1760000000", "1762000000", elapsed, null, null)))
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Unknown",
                "INVALID",
                "4",
                "4h",
                "-00:10",
                "1:60",
                "1:60:00",
                "60:00",
                "1-24:00:00",
                "1-1-01:00",
                "00:10:",
                "١٠:٠٠",
                "00:10:00 "
            })
    void rejectsAnInvalidElapsedTime(String elapsed) {
        assertRefused(
                row("1760000000", "1762000000", elapsed, null, null),
                "Elapsed",
                "must be a time such as 01:30:00 or 2-01:30:00");
    }

    @Test
    void readsElapsedSeconds() throws Exception {
        assertThat(seconds(row("1760000000", "1760036000", null, "14400", null)))
                .isEqualTo(14_400);
        assertThat(seconds(row("1760000000", "1760036000", null, "14400.9", null)))
                .isEqualTo(14_400);
        assertThat(seconds(row("1760000000", "1760036000", "", "14400", null))).isEqualTo(14_400);
        assertThat(seconds(row("1760000000", "1760036000", "04:00:00", "", null)))
                .isEqualTo(14_400);
        for (var text : new String[] {"", "x", "-1", "1e3"}) {
            assertRefused(
                    row("1760000000", "1760036000", null, text, null), "ElapsedRaw", "must be a number of seconds");
        }
    }

    @Test
    void rejectsTimesThatContradictEachOther() {
        assertContradiction(
                ZoneOffset.UTC,
                row("1760000000", "1760036000", "04:00:00", "14401", "06:00:00"),
                "Elapsed",
                "is 14400 seconds, and ElapsedRaw 14401");
        assertContradiction(
                ZoneOffset.UTC,
                row("1760000000", "1760000010", "00:00:11", null, null),
                "Elapsed",
                "says more than lies between Start and End, 10 seconds (local times need the mapping's zone)");
        assertContradiction(
                ZoneOffset.UTC,
                row("1760000010", "1760000000", null, "0", null),
                "ElapsedRaw",
                "says more than lies between Start and End, -10 seconds (local times need the mapping's zone)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // one of two equal hours, told by the time between
                "2025-11-02T01:30:00 | 2025-11-02T02:30:00 | 01:00:00 | -        | 2025-11-02T09:30:00Z | 2025-11-02T10:30:00Z",
                "2025-11-02T01:30:00 | 2025-11-02T02:30:00 | 02:00:00 | -        | 2025-11-02T08:30:00Z | 2025-11-02T10:30:00Z",
                "2025-11-02T00:30:00 | 2025-11-02T01:30:00 | 01:00:00 | -        | 2025-11-02T07:30:00Z | 2025-11-02T08:30:00Z",
                "2025-11-02T00:30:00 | 2025-11-02T01:30:00 | 02:00:00 | -        | 2025-11-02T07:30:00Z | 2025-11-02T09:30:00Z",
                "2025-11-02T01:50:00 | 2025-11-02T01:10:00 | 00:20:00 | -        | 2025-11-02T08:50:00Z | 2025-11-02T09:10:00Z",
                // and by the time for which it was suspended
                "2025-11-02T01:30:00 | 2025-11-02T02:30:00 | 00:40:00 | 00:20:00 | 2025-11-02T09:30:00Z | 2025-11-02T10:10:00Z",
                "2025-11-02T01:30:00 | 2025-11-02T02:30:00 | 00:40:00 | 01:20:00 | 2025-11-02T08:30:00Z | 2025-11-02T09:10:00Z",
                // the first where nothing tells
                "2025-11-02T01:10:00 | 2025-11-02T01:20:00 | 00:10:00 | -        | 2025-11-02T08:10:00Z | 2025-11-02T08:20:00Z",
                "2025-11-02T01:30:00 | 2025-11-02T02:30:00 | 00:40:00 | -        | 2025-11-02T08:30:00Z | 2025-11-02T09:10:00Z",
                // the clocks go forward in between
                "2026-03-08T01:30:00 | 2026-03-08T03:30:00 | 01:00:00 | -        | 2026-03-08T09:30:00Z | 2026-03-08T10:30:00Z",
                // without elapsed time
                "2025-11-02T01:30:00 | 2025-11-02T02:30:00 | -        | -        | 2025-11-02T08:30:00Z | 2025-11-02T10:30:00Z",
                "2025-11-02T01:50:00 | 2025-11-02T01:10:00 | -        | -        | 2025-11-02T08:50:00Z | 2025-11-02T09:10:00Z",
                "2026-06-03T00:00:00.9 | 2026-06-03T00:00:01.1 | -    | -        | 2026-06-03T07:00:00Z | 2026-06-03T07:00:01Z"
            })
    void distinguishesEqualLocalHours(
            String start, String end, @Nullable String elapsed, @Nullable String suspended, Instant from, Instant to)
            throws Exception {
        var runTime = new SacctTimeParser(ZoneId.of(LOS_ANGELES)).parse(row(start, end, elapsed, null, suspended));

        assertThat(runTime.start()).isEqualTo(from);
        assertThat(runTime.end()).isEqualTo(to);
    }

    @Test
    void keepsThePreviousReading() throws Exception {
        var losAngeles = new SacctTimeParser(ZoneId.of(LOS_ANGELES));

        assertThat(losAngeles
                        .parse(row("2025-11-02T01:30:00", "2025-11-02T02:30:00", "01:00:00", null, null))
                        .previousReading())
                .isEqualTo(new HistoryRow.Interval(
                        Instant.parse("2025-11-02T08:30:00Z"), Instant.parse("2025-11-02T10:30:00Z")));
        assertThat(losAngeles
                        .parse(row("2025-11-02T01:30:00", "2025-11-02T02:30:00", "02:00:00", null, null))
                        .previousReading())
                .isNull();
    }

    @Test
    void rejectsTimesThatDoNotExist() {
        var inTheGap = "is a time that doesn't exist in America/Los_Angeles: the clocks went forward over it";
        assertContradiction(
                ZoneId.of(LOS_ANGELES),
                row("2026-03-08T02:30:00", "2026-03-08T03:30:00", null, null, null),
                "Start",
                inTheGap);
        assertContradiction(
                ZoneId.of(LOS_ANGELES),
                row("2026-03-08T01:30:00", "2026-03-08T02:00:00", "00:30:00", null, null),
                "End",
                inTheGap);
    }

    private static SacctTimeParser.TimeColumns row(
            String start,
            String end,
            @Nullable String elapsed,
            @Nullable String elapsedRaw,
            @Nullable String suspended) {
        return new SacctTimeParser.TimeColumns(start, end, elapsed, elapsedRaw, suspended);
    }

    private static long seconds(SacctTimeParser.TimeColumns timeColumns) throws Exception {
        var runTime = new SacctTimeParser(ZoneOffset.UTC).parse(timeColumns);
        return Duration.between(runTime.start(), runTime.end()).toSeconds();
    }

    private static void assertRefused(SacctTimeParser.TimeColumns timeColumns, String column, String message) {
        assertThatThrownBy(() -> new SacctTimeParser(ZoneOffset.UTC).parse(timeColumns))
                .isInstanceOfSatisfying(SacctTimeParser.UnreadableTimeException.class, refused -> {
                    assertThat(refused.column()).isEqualTo(column);
                    assertThat(refused).hasMessage(message);
                });
    }

    private static void assertContradiction(
            ZoneId zone, SacctTimeParser.TimeColumns timeColumns, String column, String message) {
        assertThatThrownBy(() -> new SacctTimeParser(zone).parse(timeColumns))
                .isInstanceOfSatisfying(SacctTimeParser.ContradictoryTimeException.class, refused -> {
                    assertThat(refused.column()).isEqualTo(column);
                    assertThat(refused).hasMessage(message);
                });
    }
}
