package io.drawdown.console.components.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.quota.forecast.Depletion;
import io.drawdown.quota.forecast.DepletionForecast;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepletionTextTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void describesDepletionAtCurrentAndTrailingWeekRate() {
        assertThat(words(new DepletionForecast(
                        usedUp("2026-12-03T06:20:00Z"), week("2026-12-02", "2026-12-04", "2026-12-09"), true)))
                .containsExactly(
                        "At the current rate: runs out 3 Dec, 14:20 (in 10\u00a0days)",
                        "At last week’s rate: around 4 Dec (between 2 Dec and 9 Dec)");
        assertThat(DepletionText.briefText(usedUp("2026-12-03T06:20:00Z"), ZONE, NOW))
                .isEqualTo("Runs out 3 Dec, 14:20");
        assertThat(DepletionText.briefText(usedUp("2027-12-03T06:20:00Z"), ZONE, NOW))
                .isEqualTo("Runs out 3 Dec 2027, 14:20");
    }

    @Test
    void describesExpiryBeforeDepletion() {
        var expires = new Depletion(Instant.parse("2027-01-01T16:00:00Z"), false);
        assertThat(words(new DepletionForecast(expires, new DepletionForecast.Range(expires, expires, expires), true)))
                .containsExactly(
                        "At the current rate: expires before it runs out",
                        "At last week’s rate: expires before it runs out");
        assertThat(words(new DepletionForecast(
                        null, new DepletionForecast.Range(usedUp("2026-12-02T00:00:00Z"), expires, expires), true)))
                .containsExactly("At last week’s rate: likely expires before it runs out (2 Dec at the earliest)");
        assertThat(words(new DepletionForecast(
                        null,
                        new DepletionForecast.Range(
                                usedUp("2026-12-02T00:00:00Z"), usedUp("2026-12-04T00:00:00Z"), expires),
                        true)))
                .containsExactly("At last week’s rate: around 4 Dec (2 Dec at the earliest)");
        assertThat(DepletionText.briefText(expires, ZONE, NOW)).isEmpty();
    }

    @Test
    void mentionsShortHistoryOnlyWithRunningJobs() {
        assertThat(words(new DepletionForecast(usedUp("2026-12-03T06:20:00Z"), null, false)))
                .containsExactly(
                        "At the current rate: runs out 3 Dec, 14:20 (in 10\u00a0days)",
                        "At last week’s rate: not enough history yet");
        assertThat(words(new DepletionForecast(null, null, false))).isEmpty();
        assertThat(words(new DepletionForecast(new Depletion(NOW, true), null, false)))
                .as("nothing is left")
                .isEmpty();
    }

    private static List<String> words(DepletionForecast depletionForecast) {
        return new DepletionText(depletionForecast, ZONE, NOW)
                .getChildren()
                .map(one -> one.getElement().getText())
                .toList();
    }

    private static DepletionForecast.Range week(String earliest, String likely, String latest) {
        return new DepletionForecast.Range(
                usedUp(earliest + "T00:00:00Z"), usedUp(likely + "T00:00:00Z"), usedUp(latest + "T00:00:00Z"));
    }

    private static Depletion usedUp(String at) {
        return new Depletion(Instant.parse(at), true);
    }
}
