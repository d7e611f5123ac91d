package io.drawdown.base.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.console.components.label.DomainLabels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Test
    void writesNodeHoursToTwoDecimals() {
        assertThat(Format.hours(3_748_500)).isEqualTo("1,041.25\u00a0h");
        assertThat(Format.hours(0)).isEqualTo("0.00\u00a0h");
        assertThat(Format.hoursWithoutUnit(36)).isEqualTo("0.01");
    }

    @ParameterizedTest
    @CsvSource({
        "1284.3, CNY, '¥ 1,284.30'",
        "1284.305, CNY, '¥ 1,284.30'",
        "12, USD, '$ 12.00'",
        "1200, JPY, 'JPY 1,200'",
        "-0.5, EUR, '−€ 0.50'"
    })
    void writesMoneyWithItsCurrency(String amount, String currency, String written) {
        assertThat(Format.money(Money.of(amount, currency)).replace('\u00a0', ' '))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0, '0 packages'", "1, '1 package'", "10000, '10,000 packages'", "10001, '10,000+ packages'"})
    void writesCountedLengthOfList(long counted, String written) {
        assertThat(Format.listLength(counted, "package", "packages").replace('\u00a0', ' '))
                .isEqualTo(written);
    }

    @Test
    void writesMoneyWithCode() {
        assertThat(Format.moneyWithCode(Money.of("1284.3", "CNY").rounded())).isEqualTo("1,284.30 CNY");
        assertThat(Format.moneyWithCode(Money.of("0.12345678", "USD"))).isEqualTo("0.12345678 USD");
    }

    @Test
    void writesPercentages() {
        assertThat(Format.percent(20)).isEqualTo("20\u00a0%");
        assertThat(Format.percent(new BigDecimal("12.50"))).isEqualTo("12.5\u00a0%");
        assertThat(Format.percent(new BigDecimal("1000.0"))).isEqualTo("1,000\u00a0%");
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "12, 12 s",
        "60, 1 min 0 s",
        "185, 3 min 5 s",
        "3599, 59 min 59 s",
        "3600, 1 h",
        "3661, 1 h 1 min"
    })
    void writesDurationsToTheSecond(long seconds, String written) {
        assertThat(Format.durationToSecond(Duration.ofSeconds(seconds)).replace('\u00a0', ' '))
                .isEqualTo(written);
    }

    @Test
    void writesPricesInFull() {
        assertThat(Format.nodeHourPrice(Money.of("0.0125", "CNY"))).isEqualTo("¥\u00a00.0125");
        assertThat(Format.nodeHourPrice(Money.of("21.2", "CNY"))).isEqualTo("¥\u00a021.20");
    }

    @Test
    void writesInstantsInZone() {
        assertThat(Format.minute(NOW, SHANGHAI)).isEqualTo("22 Nov 2026, 18:00");
        assertThat(Format.minuteWithZone(NOW, SHANGHAI)).isEqualTo("22 Nov 2026, 18:00 (Asia/Shanghai)");
        assertThat(Format.second(NOW, SHANGHAI)).isEqualTo("22 Nov 2026, 18:00");
        assertThat(Format.second(NOW.plusSeconds(7), SHANGHAI)).isEqualTo("22 Nov 2026, 18:00:07");
        assertThat(Format.timeOfDay(NOW, SHANGHAI)).isEqualTo("18:00");
        assertThat(Format.day(NOW, SHANGHAI)).isEqualTo("22 Nov 2026");
        assertThat(Format.lastMinute(Instant.parse("2026-12-22T16:00:00Z"), SHANGHAI))
                .isEqualTo("22 Dec 2026, 23:59");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT59S, in less than a minute",
        "PT1M, in 1 minute",
        "PT3H30M, in 3 hours",
        "P9DT4H, in 9 days",
        "P-1D, 1 day ago",
        "PT-59S, now",
        "P61D, in 2 months",
        "P-800D, 2 years ago"
    })
    void writesDistanceFromNow(Duration distance, String written) {
        assertThat(Format.distance(NOW.plus(distance), NOW).replace('\u00a0', ' '))
                .isEqualTo(written);
    }

    @Test
    void writesCoveredActivities() {
        assertThat(DomainLabels.label(Set.of(Activity.TRAINING, Activity.DATA_PROCESSING)))
                .isEqualTo("Data processing, training");
        assertThat(DomainLabels.label(EnumSet.allOf(Activity.class))).isEqualTo("All activities");
    }

    @Test
    void writesDurationsToTheMinute() {
        assertThat(Format.duration(Duration.ZERO)).isEqualTo("0\u00a0min");
        assertThat(Format.duration(Duration.ofSeconds(59))).isEqualTo("< 1\u00a0min");
        assertThat(Format.duration(Duration.ofMinutes(125))).isEqualTo("2\u00a0h 5\u00a0min");
        assertThat(Format.duration(Duration.ofHours(76))).isEqualTo("3\u00a0d 4\u00a0h");
        assertThat(Format.duration(Duration.ofDays(1200).plusMinutes(1))).isEqualTo("1,200\u00a0d 1\u00a0min");
    }
}
