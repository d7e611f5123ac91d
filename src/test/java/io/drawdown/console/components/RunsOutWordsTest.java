package io.drawdown.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.quota.Ending;
import io.drawdown.quota.RunsOut;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsOutWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void sayWhenAtThePresentBurnAndAtLastWeeksRate() {
        assertThat(words(new RunsOut(
                        usedUp("2026-12-03T06:20:00Z"), week("2026-12-02", "2026-12-04", "2026-12-09"), true)))
                .containsExactly(
                        "Runs out 3 Dec, 14:20, in 10\u00a0days, at the present burn.",
                        "Runs out at last week’s rate between 2 Dec and 9 Dec, likely on 4 Dec.");
        assertThat(RunsOutWords.brief(usedUp("2026-12-03T06:20:00Z"), ZONE, NOW))
                .isEqualTo("Runs out 3 Dec, 14:20");
        assertThat(RunsOutWords.brief(usedUp("2027-12-03T06:20:00Z"), ZONE, NOW))
                .isEqualTo("Runs out 3 Dec 2027, 14:20");
    }

    @Test
    void sayWhatExpiresBefore() {
        var expires = new Ending(Instant.parse("2027-01-01T16:00:00Z"), false);
        assertThat(words(new RunsOut(expires, new RunsOut.Range(expires, expires, expires), true)))
                .containsExactly(
                        "Expires before it runs out at the present burn.",
                        "Expires before it runs out at last week’s rate.");
        assertThat(words(new RunsOut(null, new RunsOut.Range(usedUp("2026-12-02T00:00:00Z"), expires, expires), true)))
                .containsExactly(
                        "At last week’s rate it likely expires before it runs out; it runs out on 2 Dec at the earliest.");
        assertThat(words(new RunsOut(
                        null,
                        new RunsOut.Range(usedUp("2026-12-02T00:00:00Z"), usedUp("2026-12-04T00:00:00Z"), expires),
                        true)))
                .containsExactly("Runs out at last week’s rate on 2 Dec or later, likely on 4 Dec.");
        assertThat(RunsOutWords.brief(expires, ZONE, NOW)).isEmpty();
    }

    @Test
    void sayThatHistoryIsShortOnlyWhereSomethingRuns() {
        assertThat(words(new RunsOut(usedUp("2026-12-03T06:20:00Z"), null, false)))
                .containsExactly(
                        "Runs out 3 Dec, 14:20, in 10\u00a0days, at the present burn.",
                        "There is not enough history yet to say when it runs out at last week’s rate.");
        assertThat(words(new RunsOut(null, null, false))).isEmpty();
        assertThat(words(new RunsOut(new Ending(NOW, true), null, false)))
                .as("nothing is left")
                .isEmpty();
    }

    private static List<String> words(RunsOut runsOut) {
        return new RunsOutWords(runsOut, ZONE, NOW)
                .getChildren()
                .map(one -> one.getElement().getText())
                .toList();
    }

    private static RunsOut.Range week(String earliest, String likely, String latest) {
        return new RunsOut.Range(
                usedUp(earliest + "T00:00:00Z"), usedUp(likely + "T00:00:00Z"), usedUp(latest + "T00:00:00Z"));
    }

    private static Ending usedUp(String at) {
        return new Ending(Instant.parse(at), true);
    }
}
