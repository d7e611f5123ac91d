package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthsTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, 2026-12, 2026-11-30T16:00:00Z",
        "Asia/Kathmandu, 2026-12, 2026-11-30T18:15:00Z",
        "America/New_York, 2026-11, 2026-11-01T04:00:00Z",
        "America/New_York, 2026-12, 2026-12-01T05:00:00Z",
        "America/Havana, 2026-11, 2026-11-01T04:00:00Z", // at 1:00 clocks go back to 0:00
        "America/St_Johns, 2009-11, 2009-11-01T02:30:00Z", // at 0:01 clocks go back to 23:01
        "America/Asuncion, 2017-10, 2017-10-01T04:00:00Z", // at 0:00 clocks go forward to 1:00
        "Pacific/Kiritimati, 2026-12, 2026-11-30T10:00:00Z",
        "-12:00, 2026-12, 2026-12-01T12:00:00Z"
    })
    void startsMonthsWithTheirFirstDay(ZoneId zone, YearMonth month, Instant start) {
        assertThat(Months.start(month, zone)).isEqualTo(start);
        assertThat(Months.monthOf(start, zone)).isEqualTo(month);
        assertThat(Months.monthOf(start.minusSeconds(1), zone)).isEqualTo(month.minusMonths(1));
        assertThat(Months.nextStart(start.minusSeconds(1), zone)).isEqualTo(start);
        assertThat(Months.nextStart(start, zone)).isAfter(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/St_Johns", "America/Havana", "America/Asuncion", "Asia/Shanghai"})
    void ordersMonthsLikeInstants(ZoneId zone) {
        var month = YearMonth.of(2008, 1);
        for (var instant = Instant.parse("2008-01-15T00:00:00Z");
                instant.isBefore(Instant.parse("2019-01-01T00:00:00Z"));
                instant = instant.plusSeconds(1_000)) {
            var next = Months.monthOf(instant, zone);
            assertThat(next.isBefore(month)).as("%s after %s", next, month).isFalse();
            month = next;
        }
    }

    @Test
    void countsUsageInTheMonthOfItsLastSecond() {
        var december = Instant.parse("2026-11-30T16:00:00Z");

        assertThat(Months.monthOfUsage(december.minusSeconds(60), december, SHANGHAI))
                .isEqualTo(YearMonth.of(2026, 11));
        assertThat(Months.monthOfUsage(december.minusSeconds(60), december.plusSeconds(1), SHANGHAI))
                .isEqualTo(YearMonth.of(2026, 12));
        assertThat(Months.monthOfUsage(december, december, SHANGHAI))
                .as("empty")
                .isEqualTo(YearMonth.of(2026, 12));
    }

    @Test
    void splitsIntervalsAtMonthStarts() {
        var october = Instant.parse("2026-09-30T16:00:00Z");
        var november = Instant.parse("2026-10-31T16:00:00Z");

        assertThat(Months.splitAtMonthStarts(october.minusSeconds(1), november.plusSeconds(1), SHANGHAI))
                .containsExactly(october, november, november.plusSeconds(1));
        assertThat(Months.splitAtMonthStarts(october, november, SHANGHAI)).isEqualTo(List.of(november));
        assertThat(Months.splitAtMonthStarts(october, october, SHANGHAI)).isEmpty();
        assertThat(Months.splitAtMonthStarts(november, october, SHANGHAI)).isEmpty();
    }
}
