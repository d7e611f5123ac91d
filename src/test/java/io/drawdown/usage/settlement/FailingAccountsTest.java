package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.quota.DueAccounts;
import io.drawdown.quota.FailingAccounts;
import io.drawdown.quota.ledger.FailingAccount;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.HeldLedger;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.event.EventReport;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import io.drawdown.usage.imports.UsageImport;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account of which what is due fails is tried again after growing delays, is shown to admins, and is refused by itself. */
@DrawdownTest
@Tag("dialect")
@ExtendWith(OutputCaptureExtension.class)
class FailingAccountsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    FailingAccounts failing;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    UsageEvents events;

    @Autowired
    RejectedEvents rejected;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Autowired
    UsageImports imports;

    @Autowired
    HeldLedger ledger;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    JdbcClient jdbc;

    private RunScenario broken;
    private RunScenario sound;

    /** Both have a job that runs; what it used can't be counted any more in one of them. */
    @BeforeEach
    void setUp() {
        jdbc.sql("delete from failing_account").update();
        broken = stories.getObject();
        sound = stories.getObject();
        broken.settle(broken.started("train", 1, START));
        sound.settle(sound.started("train", 1, START));
        setNodes(Long.MAX_VALUE);
    }

    @AfterEach
    void repair() {
        setNodes(1);
        broken.settle(broken.stopped("train", clock.instant()));
        jdbc.sql("delete from failing_account").update();
    }

    @Test
    void retriesWithDoublingDelays(CapturedOutput output) {
        clock.advance(Duration.ofHours(1));
        var begun = clock.instant();
        for (var second = 0; second <= 20 * 60; second++) {
            dueAccounts.catchUp();
            clock.advance(Duration.ofSeconds(1));
        }
        var held = failingAccount();
        assertThat(held.since()).isEqualTo(begun);
        assertThat(held.attempts())
                .as("at 0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023 seconds")
                .isEqualTo(11);
        assertThat(held.nextTryAt()).isEqualTo(begun.plusSeconds(1023 + 600));
        assertThat(held.reason()).isEqualTo("ArithmeticException: long overflow");
        assertThat(output.getOut().lines().filter(line -> line.contains(broken.account)))
                .hasSize(11);
        assertThat(output).doesNotContain("\tat ");
        assertThat(metrics.get("drawdown.accounts.failing").gauge().value()).isEqualTo(1);
        assertThat(sound.records()).isNotEmpty();
    }

    @Test
    void retriesAtOnceOnAnAdminsRequest() {
        sound.advance(Duration.ofHours(2));
        assertThat(world.asSystem(() -> failing.tryNow(broken.account)))
                .map(FailingAccount::attempts)
                .contains(2);

        setNodes(1);
        assertThat(world.asSystem(() -> failing.tryNow(broken.account))).isEmpty();
        assertThat(all()).isEmpty();
        assertThat(broken.records()).isNotEmpty();
        assertThatThrownBy(() -> world.asSystem(() -> failing.tryNow(broken.account)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        nothing -> assertThat(nothing.type()).isEqualTo(ProblemType.NOT_FOUND));
    }

    @Test
    void forgetsAnAccountOnceARequestHasSettledIt() {
        sound.advance(Duration.ofHours(2));
        assertThat(all()).hasSize(1);
        setNodes(1);
        broken.catchUp();
        assertThat(all()).isEmpty();
        sound.advance(Duration.ofSeconds(1));
        assertThat(jdbc.sql("select count(*) from failing_account")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesEventsOfTheFailingAccountOnly() {
        setNodes(1);
        assertThat(report(usage(broken, "before")).results())
                .extracting(EventResult::status)
                .containsExactly(EventResult.Status.ACCEPTED);
        setNodes(Long.MAX_VALUE);
        clock.advance(Duration.ofHours(2));

        var report = report(usage(sound, "1"), usage(broken, "before"), usage(broken, "2"), usage(sound, "3"));
        assertThat(report.results())
                .extracting(EventResult::status)
                .containsExactly(
                        EventResult.Status.ACCEPTED,
                        EventResult.Status.DUPLICATE,
                        EventResult.Status.REJECTED,
                        EventResult.Status.ACCEPTED);
        assertThat(report.results().get(2).problem().type()).isEqualTo("/problems/account-held-up");
        assertThat(report(usage(broken, "2")).rejected()).isEqualTo(1);

        assertThatThrownBy(() -> broken.buy(1)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.type()).isEqualTo(ProblemType.ACCOUNT_HELD_UP);
            assertThat(refused.getCause()).isInstanceOf(ArithmeticException.class);
        });

        assertThat(replayAll())
                .extracting(RejectedEvents.ReplayResult::isSettled)
                .containsExactly(false);
        setNodes(1);
        assertThat(replayAll())
                .extracting(RejectedEvents.ReplayResult::isSettled)
                .containsExactly(true);
        assertThat(report(usage(broken, "2")).duplicates()).isEqualTo(1);
    }

    @Test
    void areNotForgottenWhileOthersHoldThem() throws Exception {
        sound.advance(Duration.ofHours(2));
        var attempts = failingAccount().attempts();
        clock.advance(Duration.ofMinutes(20));
        ledger.passedOver(broken.account, () -> {
            dueAccounts.catchUp();
            return null;
        });
        assertThat(failingAccount().attempts()).isEqualTo(attempts);

        dueAccounts.catchUp();
        assertThat(failingAccount().attempts()).isEqualTo(attempts + 1);
    }

    @Test
    void areTriedOnceNobodyElseHoldsThem() throws Exception {
        sound.advance(Duration.ofHours(2));
        var attempts = failingAccount().attempts();
        var still =
                ledger.awaited(broken.account, () -> world.asSystem(() -> failing.tryNow(broken.account)), () -> {});
        assertThat(still).map(FailingAccount::attempts).contains(attempts + 1);

        var done = ledger.awaited(
                broken.account, () -> world.asSystem(() -> failing.tryNow(broken.account)), () -> setNodes(1));
        assertThat(done).isEmpty();
        assertThat(all()).isEmpty();
        assertThat(broken.records()).isNotEmpty();
    }

    @Test
    void areRefusedInImportsWhichGoOn() throws IOException {
        clock.advance(Duration.ofHours(2));
        var ended = imported(broken, sound);
        assertThat(ended.state()).as(ended.toString()).isEqualTo(UsageImport.State.DONE);
        assertThat(List.of(ended.read(), ended.accepted(), ended.rejected())).containsExactly(1200L, 600L, 600L);
        assertThat(ended.firstProblems())
                .extracting(problem -> problem.problem().type())
                .containsOnly("/problems/account-held-up");

        setNodes(1);
        assertThat(replayAll())
                .extracting(RejectedEvents.ReplayResult::isSettled)
                .containsOnly(true);
    }

    @Test
    void areRefusedInImportsWhereTheirRecordsCantBeWritten() throws IOException {
        setNodes(1);
        jdbc.sql("alter table usage_record add constraint refuses_one check (account <> '" + broken.account + "')")
                .update();
        try {
            var ended = imported(broken, sound);
            assertThat(ended.state()).as(ended.toString()).isEqualTo(UsageImport.State.DONE);
            assertThat(List.of(ended.read(), ended.accepted(), ended.duplicates(), ended.rejected()))
                    .containsExactly(1200L, 600L, 0L, 600L);
            assertThat(ended.firstProblems())
                    .extracting(problem -> problem.problem().type())
                    .containsOnly("/problems/internal-error");
            assertThat(jdbc.sql("select count(*) from rejected_event where account = :account")
                            .param("account", broken.account)
                            .query(Long.class)
                            .single())
                    .isEqualTo(600);

            var alone = imported(broken);
            assertThat(alone.state()).as(alone.toString()).isEqualTo(UsageImport.State.DONE);
            assertThat(alone.rejected()).isEqualTo(1200);
        } finally {
            jdbc.sql("alter table usage_record drop constraint refuses_one").update();
        }
    }

    /** Imports 1,200 rows, two batches, of these accounts by turns. */
    private UsageImport imported(RunScenario... stories) throws IOException {
        var rows = new StringBuilder("id,job,account,nodes,startedAt,endedAt\n");
        for (var row = 0; row < 1200; row++) {
            rows.append("%d,batch,%s,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                    .formatted(row, stories[row % stories.length].account));
        }
        var mapping = """
                {"region": "%s", "pool": "DEDICATED", "specification": "%s", "activity": "TRAINING"}""".formatted(sound.region, sound.specification);
        var id = world.asSystem(() -> {
                    try {
                        return imports.start(
                                new UsageImports.NewImport(World.code("history"), "csv", mapping),
                                new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                })
                .id();
        return await().atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(
                        () -> world.asSystem(() -> imports.get(id)),
                        state -> state.state() != UsageImport.State.RUNNING);
    }

    private List<RejectedEvents.ReplayResult> replayAll() {
        return world.asSystem(() -> rejected.replay(
                new RejectedEventFilter(RejectedEvent.State.OPEN, broken.account, null, null, null, null, null),
                0,
                100));
    }

    private FailingAccount failingAccount() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private List<FailingAccount> all() {
        return world.asSystem(() -> failing.list().rows(0, 100, Sort.unsorted()));
    }

    private EventReport report(JsonNode... some) {
        return world.asSystem(() -> events.report(Stream.of(some).toList()));
    }

    private JsonNode usage(RunScenario story, String id) {
        Instant now = START;
        return JSON.readTree(
                """
                {"specversion": "1.0", "id": "%s", "source": "/reports", "type": "drawdown.usage.recorded.v1", "subject": "batch",
                 "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING", "nodes": 1,
                          "startedAt": "%s", "endedAt": "%s"}}""".formatted(id, story.account, story.region, story.specification, now.minusSeconds(60), now));
    }

    private void setNodes(long nodes) {
        jdbc.sql("update run set nodes = :nodes where account = :account")
                .param("nodes", nodes)
                .param("account", broken.account)
                .update();
    }
}
