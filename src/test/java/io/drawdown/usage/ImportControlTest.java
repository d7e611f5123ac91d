package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Region;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.history.UsageTotals;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.imports.UsageImport.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dry runs, cancelling, taking back, and imports whose file is gone. */
@DrawdownTest
@Tag("dialect")
class ImportControlTest {

    private static final String HEADER = "; UnixStartTime: 1760000000\n";

    @Autowired
    World world;

    @Autowired
    UsageImports imports;

    @Autowired
    ImportWorker worker;

    @Autowired
    ImportRunner runner;

    @Autowired
    ImportReversal reversal;

    @Autowired
    ImportWatch watch;

    @Autowired
    UsageHistory history;

    @Autowired
    RejectedEvents rejectedEvents;

    @Autowired
    Regions regions;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Value("${drawdown.imports.folder}")
    Path folder;

    private String account;
    private String region;
    private String specification;
    private String name;

    @BeforeEach
    void setUp() {
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
        name = World.code("history");
    }

    @AfterEach
    void startAgain() {
        if (!worker.isRunning()) {
            worker.start();
        }
    }

    @Test
    void tellsWhatAnImportWouldRecordAndRecordsNothing() {
        ended(start(HEADER + swf(1, 10, 1)).id());
        var before = totals();
        var file = HEADER + swf(1, 10, 1) + swf(2, 20, 3) + swf(3, 5, 2) + swf(4, -1, 1) + swf(5, -1, -1);

        var tried = ended(world.asSystem(() -> call(() -> imports.startDryRun(asked(), stream(file))))
                .id());

        assertThat(tried.state()).as(tried.toString()).isEqualTo(State.DONE);
        assertThat(tried.dryRun()).isTrue();
        assertThat(List.of(tried.read(), tried.accepted(), tried.duplicates(), tried.rejected(), tried.skipped()))
                .containsExactly(5L, 2L, 1L, 1L, 1L);
        assertThat(tried.outcome().complete()).isTrue();
        assertThat(tried.outcome().accounts())
                .containsExactly(new UsageImport.AccountOutcome(account, 2, 70, 0, 70, Money.of("0.07", "CNY")));
        assertThat(totals()).isEqualTo(before);
        assertConflict(() -> takeBack(tried.id()), "A dry run records nothing");

        var imported = ended(start(file).id());
        assertThat(imported.accepted()).isEqualTo(tried.accepted());
        assertThat(imported.outcome()).isNull();
        assertThat(totals().nodeSeconds().longValueExact())
                .isEqualTo(before.nodeSeconds().longValueExact() + 70);
    }

    @Test
    void cancelsBetweenBatches() {
        worker.stop();
        var begun = start(HEADER + rows(2500));
        var asked = new AtomicInteger();
        runner.run(id(begun), () -> asked.getAndIncrement() == 1);

        var cancelled = world.asSystem(() -> imports.cancel(begun.id()));
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.read()).isEqualTo(1000);
        assertThat(world.asSystem(() -> imports.cancel(begun.id()))).isEqualTo(cancelled);

        worker.start();
        runner.run(id(begun), () -> false);
        assertThat(get(begun.id())).isEqualTo(cancelled);
        assertThat(totals().usageRecords()).isEqualTo(1000);
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());

        assertThat(ended(takeBack(begun.id()).id()).state()).isEqualTo(State.TAKEN_BACK);
        assertThat(totals().usageRecords()).isZero();
    }

    @Test
    void endsARunningBatchThatWasCancelledMeanwhile() {
        worker.stop();
        var begun = start(HEADER + rows(2500));
        var asked = new AtomicInteger();

        runner.run(id(begun), () -> {
            if (asked.getAndIncrement() == 1) {
                world.asSystem(() -> imports.cancel(begun.id()));
            }
            return false;
        });

        assertThat(get(begun.id()).state()).isEqualTo(State.CANCELLED);
        assertThat(totals().usageRecords()).isEqualTo(1000);
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void takesBackOnlyWhatTheImportRecorded() {
        var first = ended(start(HEADER + swf(1, 10, 1) + swf(2, 20, 1)).id());
        var second = ended(
                start(HEADER + swf(1, 10, 1) + swf(2, 21, 1) + swf(3, 30, 1)).id());
        assertThat(List.of(second.accepted(), second.duplicates(), second.conflicts()))
                .containsExactly(1L, 1L, 1L);

        var begun = takeBack(second.id());
        assertThat(begun.proposedName()).isEqualTo(name + "-2");
        var takenBack = ended(second.id());

        assertThat(takenBack.state()).isEqualTo(State.TAKEN_BACK);
        assertThat(takenBack.takenBack()).isEqualTo(1);
        assertThat(totals().nodeSeconds().longValueExact()).isEqualTo(30);
        assertThat(totals().charged()).isEqualTo(Money.of("0.03", "CNY"));
        assertThat(records()).extracting(UsageEntry::voided).containsExactly(false, false, true);

        assertThat(takeBack(second.id())).isEqualTo(takenBack);
        assertConflict(() -> world.asSystem(() -> imports.cancel(second.id())), "has ended");
        assertThat(ended(start(HEADER + swf(3, 30, 1)).id()).duplicates()).isEqualTo(1);
        assertThat(ended(takeBack(first.id()).id()).takenBack()).isEqualTo(2);
        assertThat(totals().usageRecords()).isZero();
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void takesBackTheRecordsOfEveryAccount() {
        var other = world.account();
        var row = ",PUBLIC,%s,TRAINING,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n".formatted(specification);
        var begun = world.asSystem(() -> call(() -> imports.start(
                new UsageImports.NewImport(name, "csv", null),
                stream("id,job,account,region,pool,specification,activity,nodes,startedAt,endedAt\n"
                        + "1,a," + account + "," + region + row
                        + "2,b," + other + "," + region + row
                        + "3,c," + other + "," + region + row))));
        assertThat(ended(begun.id()).accepted()).isEqualTo(3);

        assertThat(ended(takeBack(begun.id()).id()).takenBack()).isEqualTo(3);

        assertThat(totals().usageRecords()).isZero();
        assertThat(world.asSystem(() -> history.getTotals(other)).usageRecords())
                .isZero();
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void refusesToTakeBackARunningImport() {
        worker.stop();
        var begun = start(HEADER + swf(1, 10, 1));

        assertConflict(() -> takeBack(begun.id()), "still runs");
    }

    @Test
    void takesBackOnTwoServersAtOnce() throws Exception {
        worker.stop();
        var begun = start(HEADER + rows(2500));
        runner.run(id(begun), () -> false);
        takeBack(begun.id());

        try (var servers = Executors.newFixedThreadPool(2)) {
            var one = servers.submit(this.takingBack(begun));
            var other = servers.submit(this.takingBack(begun));
            one.get();
            other.get();
        }

        var takenBack = get(begun.id());
        assertThat(takenBack.state()).as(takenBack.toString()).isEqualTo(State.TAKEN_BACK);
        assertThat(takenBack.takenBack()).isEqualTo(2500);
        assertThat(totals().usageRecords()).isZero();
        assertThat(jdbc.sql("select count(*) from usage_void where account = :account")
                        .param("account", account)
                        .query(Long.class)
                        .single())
                .isEqualTo(2500);
    }

    private Callable<Void> takingBack(UsageImport begun) {
        return () -> {
            while (get(begun.id()).state() == State.TAKING_BACK) {
                try {
                    reversal.run(id(begun), () -> false);
                } catch (ImportRunner.ConcurrentImportException overtaken) {
                    // the other server goes on with it
                }
            }
            return null;
        };
    }

    @Test
    void resumesTakingBack() {
        worker.stop();
        var begun = start(HEADER + rows(2500));
        runner.run(id(begun), () -> false);
        takeBack(begun.id());
        var asked = new AtomicInteger();
        reversal.run(id(begun), () -> asked.getAndIncrement() == 1);
        assertThat(get(begun.id()).takenBack()).isEqualTo(1000);

        worker.start();

        assertThat(ended(begun.id()).takenBack()).isEqualTo(2500);
        assertThat(totals().usageRecords()).isZero();
    }

    @Test
    void takesBackWhatWasReplayedAndDiscardsWhatWasNot() {
        var later = World.code("later");
        var text = "id,job,region,nodes,startedAt,endedAt\n"
                + "1,a," + later + ",1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                + "2,b,nowhere,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n";
        var mapping = """
                {"account": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING"}""".formatted(account, specification);
        var ended = ended(world.asSystem(
                        () -> call(() -> imports.start(new UsageImports.NewImport(name, "csv", mapping), stream(text))))
                .id());
        assertThat(ended.rejected()).isEqualTo(2);
        world.asSystem(() -> regions.put(new Region(later, "Later", ZoneId.of("UTC"), true)));
        world.setPrice(later, specification, "3.60");
        rejected().forEach(event -> world.asSystem(() -> rejectedEvents.replay(event.id())));
        assertThat(totals().usageRecords()).isEqualTo(1);
        assertThat(rejected()).hasSize(1);

        assertThat(ended(takeBack(ended.id()).id()).takenBack()).isEqualTo(1);

        assertThat(totals().usageRecords()).isZero();
        assertThat(rejected()).isEmpty();
    }

    @Test
    void failsAnImportWhoseFileIsGone() throws IOException {
        worker.stop();
        var begun = start(HEADER + swf(1, 10, 1));
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
        }

        watch.check(clock.instant());
        watch.check(clock.instant().plus(Duration.ofMinutes(6)));

        var failed = get(begun.id());
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure())
                .startsWith("Its file is gone: ")
                .contains("Send the file again under the same name");
    }

    @Test
    void keepsAnImportWhoseFileIsHere() {
        worker.stop();
        var begun = start(HEADER + swf(1, 10, 1));

        watch.check(clock.instant().plus(Duration.ofDays(1)));

        assertThat(get(begun.id()).state()).isEqualTo(State.RUNNING);
        worker.start();
        assertThat(ended(begun.id()).state()).isEqualTo(State.DONE);
    }

    @Test
    void settlesTheRowsBeforeAQuoteThatIsNeverClosed() {
        var header = "id,job,account,region,pool,specification,activity,nodes,startedAt,endedAt\n";
        var rest = ",%s,%s,PUBLIC,%s,TRAINING,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                .formatted(account, region, specification);
        var text = header + "1,a" + rest + "2,b" + rest + "3,\"c" + rest + "4,d" + rest + "5,e" + rest;

        var ended = ended(world.asSystem(
                        () -> call(() -> imports.start(new UsageImports.NewImport(name, "csv", null), stream(text))))
                .id());

        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.failure()).startsWith("Lines 4 to 6 are one row");
        assertThat(List.of(ended.read(), ended.accepted(), ended.rejected())).containsExactly(5L, 2L, 3L);
        assertThat(ended.firstProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(4);
            assertThat(problem.id()).isEqualTo("3");
        });
    }

    @Test
    void importsAStagedFileMoreThanOnce() {
        var staged = world.asSystem(() -> call(() -> imports.stage(stream(HEADER + swf(1, 10, 1)))));

        assertThat(ended(world.asSystem(() -> call(() -> imports.startDryRun(asked(), staged)))
                                .id())
                        .accepted())
                .isEqualTo(1);
        assertThat(ended(world.asSystem(() -> call(() -> imports.start(asked(), staged)))
                                .id())
                        .accepted())
                .isEqualTo(1);
        world.asSystem(() -> {
            imports.discard(staged);
            return null;
        });
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    private List<RejectedEvent> rejected() {
        return world.asSystem(() -> rejectedEvents
                .list(new RejectedEventFilter(RejectedEvent.State.OPEN, account, null, null, null, null, null))
                .page(Pageable.unpaged())
                .getContent());
    }

    private UsageImports.NewImport asked() {
        return new UsageImports.NewImport(name, "swf", """
                {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING"}""".formatted(account, region, specification));
    }

    private UsageImport start(String text) {
        return world.asSystem(() -> call(() -> imports.start(asked(), stream(text))));
    }

    private UsageImport takeBack(String id) {
        return world.asSystem(() -> imports.takeBack(id));
    }

    private UsageImport get(String id) {
        return world.asSystem(() -> imports.get(id));
    }

    private UsageImport ended(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> get(id), state -> !state.state().isActive());
    }

    private UsageTotals totals() {
        return world.asSystem(() -> history.getTotals(account));
    }

    private List<UsageEntry> records() {
        var records = new ArrayList<UsageEntry>();
        world.asSystem(() -> history.list(account, null, null, null)).forEach(records::add);
        return records;
    }

    private static long id(UsageImport begun) {
        return Long.parseLong(begun.id());
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(job -> swf(job, 10, 1)).collect(Collectors.joining());
    }

    private static String swf(int job, int runTime, int processors) {
        return "%d %d -1 %d %d -1 -1 -1 -1 -1 1 1 1 -1 -1 -1 -1 -1%n".formatted(job, job, runTime, processors);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T call(Callable<T> action) {
        try {
            return action.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertConflict(ThrowingCallable action, String why) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.IMPORT_STATE))
                .hasMessageContaining(why);
    }
}
