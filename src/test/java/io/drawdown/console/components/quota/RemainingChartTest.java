package io.drawdown.console.components.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemainingChartTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final long HOUR = 3600;

    @Test
    void describesChartInWords() {
        assertThat(description(List.of()))
                .isEqualTo("Of 100.00\u00a0h, 100.00\u00a0h were left on 22 Nov 2026, 18:00 and 40.00\u00a0h on "
                        + "24 Nov 2026, 18:00. Alerts at 20\u00a0% (20\u00a0h).");
    }

    @Test
    void describesForecastInWordsAndTable() {
        var forecast = forecast(new RemainingChart.Range(day(5), day(9)));

        assertThat(description(List.of(forecast)))
                .endsWith(" Forecast at the last week’s rate: nothing left on 28 Nov 2026, 18:00, "
                        + "or between 27 Nov 2026, 18:00 and 1 Dec 2026, 18:00.");
        assertThat(table(List.of(forecast)))
                .containsSubsequence(
                        "24 Nov 2026, 18:00", "40.00\u00a0h",
                        "27 Nov 2026, 18:00 (forecast at the last week’s rate, earliest)", "0.00\u00a0h",
                        "28 Nov 2026, 18:00 (forecast at the last week’s rate)", "0.00\u00a0h",
                        "1 Dec 2026, 18:00 (forecast at the last week’s rate, latest)", "0.00\u00a0h");
    }

    @Test
    void acceptsForecastWithoutRange() {
        assertThat(description(List.of(forecast(null)))).endsWith(": nothing left on 28 Nov 2026, 18:00.");
    }

    private static RemainingChart.Forecast forecast(RemainingChart.@Nullable Range range) {
        return new RemainingChart.Forecast(
                "at the last week’s rate",
                new RemainingChart.Point(day(2), 40 * HOUR),
                new RemainingChart.Point(day(6), 0),
                range);
    }

    private static String description(List<RemainingChart.Forecast> forecasts) {
        return chart(forecasts).getElement().getChild(0).getAttribute("aria-label");
    }

    private static List<String> table(List<RemainingChart.Forecast> forecasts) {
        var table = chart(forecasts)
                .getContent()
                .getChildren()
                .filter(ChartDataTable.class::isInstance)
                .findFirst()
                .orElseThrow();
        return ((ChartDataTable) table)
                .getContent()
                .flatMap(part -> part.getElement().getChildren())
                .flatMap(section -> section.getChildren())
                .flatMap(row -> row.getChildren())
                .map(cell -> cell.getText())
                .toList();
    }

    private static RemainingChart chart(List<RemainingChart.Forecast> forecasts) {
        var points = List.of(new RemainingChart.Point(START, 100 * HOUR), new RemainingChart.Point(day(2), 40 * HOUR));
        var levels = List.of(new RemainingChart.Level("20\u00a0%", 20 * HOUR));
        return new RemainingChart(points, 100 * HOUR, levels, forecasts, ZoneId.of("Asia/Shanghai"));
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }
}
