package io.drawdown.usage;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.runs.Run;
import io.drawdown.usage.runs.SilentRunFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When runs are heard of, and when they are silent (R16). */
@DrawdownTest
@Tag("dialect")
class ObservedRunsTest {

    @Autowired
    private UsageEvents events;

    @Autowired
    private Runs runs;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void setUp() {
        clock.set(START);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
    }

    @Test
    void isSilentAfterThreeAnnouncedIntervals() {
        report(start("train", "PT5M"));
        clock.set(START.plusSeconds(899));
        assertThat(run("train").silentSince()).isNull();
        assertThat(silent()).isEmpty();

        clock.set(START.plusSeconds(900));
        assertThat(run("train").silentSince()).isEqualTo(START.plusSeconds(900));
        assertThat(silent()).containsExactly("train");
    }

    @Test
    void isSilentAfterSevenDaysWithoutInterval() {
        report(start("train", null));
        clock.set(START.plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(silent()).isEmpty();

        clock.set(START.plus(Duration.ofDays(7)));
        assertThat(silent()).containsExactly("train");
    }

    @Test
    void observationMakesItHeardOfAgainAndNothingElse() {
        report(start("train", "PT5M"));
        clock.set(START.plusSeconds(1_000));
        var entries = lastEntry();
        var kept = keptEvents();

        report(observation("train", START.plusSeconds(990)));

        assertThat(run("train").heardAt()).isEqualTo(START.plusSeconds(990));
        assertThat(run("train").settledUntil()).isEqualTo(START);
        assertThat(silent()).isEmpty();
        assertThat(lastEntry()).isEqualTo(entries);
        assertThat(keptEvents()).isEqualTo(kept);
    }

    @Test
    void earlierAndRepeatedObservationsChangeNothing() {
        report(start("train", "PT5M"));
        clock.set(START.plusSeconds(600));
        report(
                observation("train", START.plusSeconds(500)),
                observation("train", START.plusSeconds(500)),
                observation("train", START.plusSeconds(400)),
                observation("train", START.minusSeconds(1)));

        assertThat(run("train").heardAt()).isEqualTo(START.plusSeconds(500));
    }

    @Test
    void observationOfNoOpenRunIsAcceptedAndIgnored() {
        report(observation("nothing", START), observationOf("nobody", "train", START));
        report(start("train", "PT5M"), stop("train", START));
        report(observation("train", START.plusSeconds(60)));

        assertThat(run("train").heardAt()).isEqualTo(START);
        assertThat(run("train").silentSince()).isNull();
    }

    @Test
    void startAndObservationComeTogether() {
        report(observation("train", START.plusSeconds(60)), start("train", "PT1M"));

        assertThat(run("train").heardAt()).isEqualTo(START.plusSeconds(60));
        assertThat(run("train").reportEvery()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void refusesWhatLiesMoreThanFiveMinutesAhead() {
        assertThat(problemOf(observation("train", START.plusSeconds(300)))).isNull();
        assertThat(problemOf(observation("train", START.plusSeconds(301)))).isEqualTo("data.observedAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "P7D", "PT168H"})
    void takesIntervalsFromAMinuteToAWeek(String interval) {
        assertThat(problemOf(start("train", interval))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT59.999S", "P7DT1S", "-PT5M", "5m", "PT0S", "", "P1M"})
    void refusesOtherIntervals(String interval) {
        assertThat(problemOf(start("train", interval))).isEqualTo("data.reportEvery");
    }

    @Test
    void intervalIsNoPartOfTheEventsIdentity() {
        report(start("train", "PT5M"));

        assertThat(events(start("train", "PT10M")).getFirst().status()).isEqualTo(EventResult.Status.DUPLICATE);
        assertThat(run("train").reportEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    private void report(JsonNode... sent) {
        assertThat(events(sent))
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(EventResult.Status.ACCEPTED));
    }

    private List<EventResult> events(JsonNode... sent) {
        return world.asSystem(() -> events.report(List.of(sent))).results();
    }

    private @Nullable String problemOf(JsonNode sent) {
        var problem = events(sent).getFirst().problem();
        return problem == null ? null : problem.errors().getFirst().field();
    }

    private Run run(String job) {
        return world.asSystem(() -> runs.list(account, null, job).rows(0, 1, Sort.unsorted()))
                .getFirst();
    }

    private List<String> silent() {
        return world.asSystem(
                () -> runs.listSilent(new SilentRunFilter(null, account)).rows(0, 10, Sort.unsorted()).stream()
                        .map(run -> run.job())
                        .toList());
    }

    private long lastEntry() {
        return Objects.requireNonNull(jdbc.sql("select last_entry from ledger where account = :account")
                .param("account", account)
                .query(Long.class)
                .single());
    }

    private long keptEvents() {
        return Objects.requireNonNull(jdbc.sql("select count(*) from usage_event where account = :account")
                .param("account", account)
                .query(Long.class)
                .single());
    }

    private JsonNode start(String job, @Nullable String reportEvery) {
        return event(
                "started",
                job + "/start",
                account,
                job,
                Stream.of(
                                "\"region\": \"%s\", \"pool\": \"PUBLIC\", \"specification\": \"%s\""
                                        .formatted(region, specification),
                                "\"activity\": \"TRAINING\", \"nodes\": 1, \"startedAt\": \"%s\"".formatted(START),
                                reportEvery == null ? null : "\"reportEvery\": \"%s\"".formatted(reportEvery))
                        .filter(Objects::nonNull)
                        .reduce((one, other) -> one + ", " + other)
                        .orElseThrow());
    }

    private JsonNode stop(String job, Instant at) {
        return event("stopped", job + "/stop", account, job, "\"stoppedAt\": \"%s\"".formatted(at));
    }

    private JsonNode observation(String job, Instant at) {
        return observationOf(account, job, at);
    }

    private JsonNode observationOf(String ofAccount, String job, Instant at) {
        return event("observed", job + "/seen", ofAccount, job, "\"observedAt\": \"%s\"".formatted(at));
    }

    private JsonNode event(String what, String id, String ofAccount, String job, String data) {
        return json.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/scheduler", "type": "drawdown.job.%s.v1", "subject": "%s",
                 "data": {"account": "%s", %s}}""".formatted(id, what, job, ofAccount, data));
    }
}
