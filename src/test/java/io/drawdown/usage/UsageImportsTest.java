package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.imports.ImportFilter;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.imports.UsageImport.State;
import io.drawdown.usage.settlement.Settlement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

@DrawdownTest
@Tag("dialect")
class UsageImportsTest {

    private static final String SWF_HEADER = "; Version: 2.2\n; UnixStartTime: 1760000000\n";

    @Autowired
    World world;

    @Autowired
    UsageImports imports;

    @Autowired
    ImportWorker worker;

    @Autowired
    ImportRunner runner;

    @Autowired
    Settlement settlement;

    @Autowired
    UsageHistory history;

    @Autowired
    JdbcClient jdbc;

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

    @Test
    void importsCsvWithAllColumns() {
        var ended = ended("csv", null, """
                \uFEFFid,job,account,region,pool,specification,activity,nodes,startedAt,endedAt,remark
                1,job-1,%1$s,%2$s,PUBLIC,%3$s,TRAINING,4,2026-11-01T10:00:00Z,2026-11-01T11:30:00Z,"a, b"
                2,"job ""2\"""\t,%1$s,%2$s,DEDICATED,%3$s,DEPLOYMENT,1,2026-11-01T18:00:00.9+08:00,2026-11-01T10:00:01.1Z,
                """.replace("\t", "").formatted(account, region, specification));

        assertThat(ended.state()).as(ended.toString()).isEqualTo(State.DONE);
        assertThat(ended.accepted()).isEqualTo(2);
        assertThat(ended.firstProblems()).isEmpty();
        assertThat(ended.bytesRead()).isEqualTo(ended.bytesTotal()).isPositive();
        assertThat(ended.startedBy()).isEqualTo(Caller.SYSTEM.name());
        var records = records();
        assertThat(records).extracting(UsageEntry::id).containsExactly("1", "2");
        assertThat(records).extracting(UsageEntry::job).containsExactly("job-1", "job \"2\"");
        assertThat(records).extracting(UsageEntry::nodeSeconds).containsExactly(4L * 5400, 1L);
        assertThat(records).extracting(UsageEntry::source).containsOnly("/imports/" + name);
        assertThat(records.getLast().activity()).isEqualTo(Activity.DEPLOYMENT);
    }

    @Test
    void takesMissingCsvColumnsFromTheMapping() {
        var ended = ended("csv", """
                {"account": {"field": "team", "values": {"blue": "%s"}, "default": "%1$s"}, "region": "%s", "pool": "PUBLIC",
                 "specification": {"field": "kind"}, "activity": {"field": "stage", "values": {"fit": "TRAINING"}}}""".formatted(account, region), """
                subject,id,team,kind,stage,nodes,startedAt,endedAt
                j,1,blue,%1$s,fit,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z
                j,2,green,%1$s,fit,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z
                j,3,green,%1$s,serve,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z
                """.formatted(specification));

        assertThat(ended.accepted()).isEqualTo(2);
        assertThat(ended.rejected()).isEqualTo(1);
        assertThat(ended.firstProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(4);
            assertThat(problem.id()).isEqualTo("3");
            assertThat(problem.problem().detail()).isEqualTo("The mapping has no activity for the stage 'serve'.");
            assertThat(problem.problem().errors())
                    .extracting(FieldProblem::field)
                    .containsExactly("data.activity");
        });
    }

    @Test
    void rejectsBadRowsWithLineAndReason() {
        var row = ",%s,%s,PUBLIC,%s,TRAINING,".formatted(account, region, specification);
        var ended = ended(
                "csv",
                null,
                "id,job,account,region,pool,specification,activity,nodes,startedAt,endedAt\n"
                        + "1,j" + row + "1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "2,j" + row + "many,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "3,j" + row + "1.5,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "4,j" + row + "0,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "5,j" + row + "1,yesterday,2026-11-01T10:00:10Z\n"
                        + "6,j" + row + "1,2026-11-01T10:00:10Z,2026-11-01T10:00:00Z\n"
                        + "7,j" + row + "1,2026-11-01T10:00:00Z,2026-11-22T10:05:01Z\n"
                        + "8,j" + row + "1,1969-12-31T23:59:59Z,2026-11-01T10:00:10Z\n"
                        + "9,j" + row + "9223372036854775807,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "10,j" + row + "1\n"
                        + ",j" + row + "1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "x".repeat(300) + ",j" + row + "1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "13,j,not a code,%s,PRIVATE,%s,SLEEPING,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                                .formatted(region, specification)
                        + "14,j" + row + "99999999999999999999,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "15,j\u0000" + row + "1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "16,j" + row + "2,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "1,j" + row + "1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n"
                        + "1,j" + row + "2,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n");

        assertThat(ended.state()).isEqualTo(State.DONE);
        assertThat(List.of(
                        ended.read(),
                        ended.accepted(),
                        ended.duplicates(),
                        ended.conflicts(),
                        ended.rejected(),
                        ended.skipped()))
                .containsExactly(18L, 2L, 1L, 1L, 14L, 0L);
        assertThat(ended.firstProblems())
                .extracting(UsageImport.RowProblem::row)
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 19L);
        assertThat(ended.firstProblems().stream()
                        .map(problem -> problem.problem().errors().stream()
                                .map(FieldProblem::field)
                                .collect(Collectors.joining(" ")))
                        .toList())
                .containsExactly(
                        "data.nodes",
                        "data.nodes",
                        "data.nodes",
                        "data.startedAt",
                        "data.endedAt",
                        "data.endedAt",
                        "data.startedAt",
                        "data.nodes",
                        "",
                        "id",
                        "id",
                        "data.account data.pool data.activity",
                        "data.nodes",
                        "subject",
                        "");
        assertThat(ended.firstProblems().get(8).problem().detail())
                .isEqualTo("The row has 8 columns, and the header has 10.");
        assertThat(ended.firstProblems().getLast().problem().type()).isEqualTo(ProblemType.EVENT_CONFLICT.path());
    }

    @Test
    void keepsWellFormedRowsWithoutPlaceOrPriceForAdmins() {
        var ended = ended("swf", mapping("\"nowhere\"", "\"" + account + "\""), SWF_HEADER + swf(1, 10, 1));

        assertThat(ended.rejected()).isEqualTo(1);
        assertThat(ended.firstProblems().getFirst().problem().type()).isEqualTo(ProblemType.UNKNOWN_REFERENCE.path());
        assertThat(jdbc.sql("select count(*) from rejected_event where source = :source")
                        .param("source", "/imports/" + name)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void importsTheStandardWorkloadFormat() {
        var ended = ended(
                "swf",
                mapping("\"" + region + "\"", "{\"field\": 13, \"values\": {\"7\": \"" + account + "\"}}"),
                SWF_HEADER + """
                ; a remark
                  1  100  50  60  4  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1
                  2  100  -1   0  4  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1
                  3  100  -1  -1  4  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1
                  4  100  -1  60 -1  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1
                  5  100  -1  60  0  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1
                  6   -1  -1  60  1  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1

                  7  100.6 0.5 60.9 1  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1
                  1  100  -1  30  4  -1 -1 4 -1 -1  2  3  7 -1 0 -1 -1 -1
                  8  100  -1  60  1  -1 -1 4 -1 -1  1  3  8 -1 0 -1 -1 -1
                  9  100  -1  60
                  ten 100 -1  x  1  -1 -1 4 -1 -1  1  3  7 -1 0 -1 -1 -1
                """);

        assertThat(ended.state()).as(ended.toString()).isEqualTo(State.DONE);
        assertThat(List.of(ended.read(), ended.accepted(), ended.rejected(), ended.skipped()))
                .containsExactly(11L, 3L, 7L, 1L);
        assertThat(records())
                .extracting(UsageEntry::startedAt)
                .containsExactly(
                        Instant.ofEpochSecond(1_760_000_150),
                        Instant.ofEpochSecond(1_760_000_100),
                        Instant.ofEpochSecond(1_760_000_101));
        assertThat(records()).extracting(UsageEntry::nodeSeconds).containsExactly(240L, 0L, 61L);
        assertThat(ended.firstProblems())
                .extracting(problem -> problem.problem().detail())
                .containsExactly(
                        "'runTime' is unknown (-1).",
                        "'allocatedProcessors' is unknown (-1).",
                        "'allocatedProcessors' is unknown (0).",
                        "'submit' is unknown (-1).",
                        "The mapping has no account for the group '8'.",
                        "The line has 4 fields instead of 18.",
                        "'runTime' must be a number.");
    }

    @Test
    void importsTheOutputOfSacct() {
        var zoned = """
                {"account": {"field": "Account", "values": {"physics": "%s"}}, "region": "%s", "pool": "PUBLIC",
                 "specification": "%s", "activity": "TRAINING", "zone": "America/Los_Angeles"}""".formatted(account, region, specification);
        var ended = ended("sacct", zoned, """
                JobID|JobName|Account|Start|End|NNodes|State
                1|a|physics|2026-11-01T03:00:00|2026-11-01T04:00:00|2|COMPLETED
                1.batch|batch|physics|2026-11-01T03:00:00|2026-11-01T04:00:00|1|COMPLETED
                2|b|physics|Unknown|Unknown|2|PENDING
                3|c|physics|2026-11-01T03:00:00|Unknown|2|RUNNING
                4|d|physics|None|2026-11-01T04:00:00|2|CANCELLED by 0
                5|e|physics|1760000000|1760000010|1|COMPLETED
                6_7|f|physics|2026-11-01T01:50:00|2026-11-01T01:10:00|1|COMPLETED
                8|pipe|in|name|physics|2026-11-01T03:00:00|2026-11-01T04:00:00|2|COMPLETED
                9|i|physics|soon|2026-11-01T04:00:00|2|COMPLETED
                """);

        assertThat(ended.state()).as(ended.toString()).isEqualTo(State.DONE);
        assertThat(List.of(ended.read(), ended.accepted(), ended.rejected(), ended.skipped()))
                .containsExactly(9L, 3L, 2L, 4L);
        assertThat(records())
                .extracting(UsageEntry::id)
                .containsExactly("1@2026-11-01T11:00:00Z", "5@2025-10-09T08:53:20Z", "6_7@2026-11-01T08:50:00Z");
        assertThat(records().getFirst().startedAt()).isEqualTo("2026-11-01T11:00:00Z");
        assertThat(records()).extracting(UsageEntry::nodeSeconds).containsExactly(7200L, 10L, 20L * 60);
        assertThat(ended.firstProblems())
                .extracting(problem -> problem.problem().detail())
                .containsExactly(
                        "The line has 9 columns, and the header has 7.",
                        "'Start' must be a local time such as 2026-11-22T10:00:00, or seconds since 1970.");
    }

    @Test
    void countsASecondImportAsDuplicates() {
        var file = SWF_HEADER + swf(1, 10, 1) + swf(2, 20, 2);
        assertThat(ended("swf", mapping(), file).accepted()).isEqualTo(2);
        var before = world.asSystem(() -> history.getTotals(account));

        assertThat(ended("swf", mapping(), gzip(file)).duplicates()).isEqualTo(2);
        assertThat(ended("swf", mapping(), SWF_HEADER + swf(1, 11, 1)).conflicts())
                .isEqualTo(1);
        assertThat(world.asSystem(() -> history.getTotals(account))).isEqualTo(before);
    }

    @Test
    void resumesWhereItWasStopped() throws IOException {
        var rows = IntStream.rangeClosed(1, 4500)
                .mapToObj(job -> swf(job, 10, job % 10 == 0 ? 0 : 1))
                .collect(Collectors.joining());
        worker.stop();
        var begun = start("swf", mapping(), bytes(SWF_HEADER + rows));
        assertThat(begun.state()).isEqualTo(State.RUNNING);
        assertThat(begun.read()).isZero();

        var asked = new AtomicInteger();
        runner.run(Long.parseLong(begun.id()), () -> asked.getAndIncrement() == 2);

        var stopped = get(begun.id());
        assertThat(stopped.state()).isEqualTo(State.RUNNING);
        assertThat(stopped.read()).isEqualTo(2000);
        assertThat(stopped.accepted()).isEqualTo(1800);
        assertThat(stopped.bytesRead()).isPositive().isLessThan(stopped.bytesTotal());
        assertThat(folder).isNotEmptyDirectory();

        worker.start();
        var ended = ended(begun.id());
        assertThat(ended.state()).as(ended.toString()).isEqualTo(State.DONE);
        assertThat(List.of(ended.read(), ended.accepted(), ended.duplicates(), ended.rejected()))
                .containsExactly(4500L, 4050L, 0L, 450L);
        assertThat(ended.firstProblems())
                .hasSize(20)
                .last()
                .satisfies(problem -> assertThat(problem.id()).isEqualTo("200"));
        assertThat(world.asSystem(() -> history.getTotals(account)).usageRecords())
                .isEqualTo(4050);
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void savesProgressInTheTransactionOfTheBatch() {
        var event = new UsageEvent.Recorded(
                account,
                "/s",
                "1",
                "j",
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                1,
                Instant.parse("2026-11-01T10:00:00Z"),
                Instant.parse("2026-11-01T10:00:10Z"));
        assertThatThrownBy(() -> settlement.settle(List.of(event), results -> {
                    throw new ImportRunner.ConcurrentImportException();
                }))
                .isInstanceOf(ImportRunner.ConcurrentImportException.class);
        assertThat(records()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            csv   | id,job,nodes                                             | has no column account, activity, endedAt, pool, region, specification, startedAt
            csv   | id,nodes,startedAt,endedAt,account,account               | names a column twice
            csv   | "id                                                      | quote in it is never closed
            swf   | 1 2 3 4 5                                                | no header line '; UnixStartTime: …'
            swf   | ; Version: 2.2                                           | no header line '; UnixStartTime: …'
            sacct | JobID,Start,End                                          | has no column End, JobID, NNodes (or AllocNodes), Start
            """, quoteCharacter = '~')
    void failsIfTheFileIsNotInItsFormat(String format, String text, String why) {
        var ended = ended(format, format.equals("csv") ? null : mapping(), text);

        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.failure()).contains(why);
        assertThat(ended.read()).isZero();
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @ParameterizedTest
    @CsvSource({"csv", "swf", "sacct"})
    void failsOnGarbage(String format) {
        var garbage = new byte[200_000];
        new Random(1).nextBytes(garbage);
        garbage[0] = 'x';
        var ended = ended(format, format.equals("csv") ? null : mapping(), garbage);

        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.failure()).isNotBlank();
    }

    @Test
    void failsIfNoneOfTheFirstHundredRowsCanBeRead() {
        var rows =
                IntStream.rangeClosed(1, 150).mapToObj(job -> swf(job, -1, 1)).collect(Collectors.joining());
        var ended = ended("swf", mapping(), SWF_HEADER + rows + swf(151, 10, 1));

        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.failure())
                .isEqualTo("None of the first 100 rows could be read, so nothing was imported. Check the format and "
                        + "the mapping. Line 3: 'runTime' is unknown (-1).");
        assertThat(records()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-01T03:00:00 | 2026-11-01T04:00:00 | 01:00:00 | 3599 | Elapsed
            2026-11-01T03:00:00 | 2026-11-01T04:00:00 | 01:00:01 | 3601 | Elapsed
            2026-03-08T02:30:00 | 2026-03-08T04:00:00 | 00:30:00 | 1800 | Start
            """)
    void readsOnWhereTheFirstHundredRowsContradictThemselves(
            String start, String end, String elapsed, String raw, String column) {
        var zoned = """
                {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                 "zone": "America/Los_Angeles"}""".formatted(account, region, specification);
        var rows = IntStream.rangeClosed(1, 100)
                .mapToObj(job -> "%d|%s|%s|%s|%s|1%n".formatted(job, start, end, elapsed, raw))
                .collect(Collectors.joining());
        var ended = ended(
                "sacct",
                zoned,
                "JobID|Start|End|Elapsed|ElapsedRaw|NNodes\n" + rows
                        + "101|2026-11-01T03:00:00|2026-11-01T04:00:00|01:00:00|3600|1\n");

        assertThat(ended.state()).as(ended.toString()).isEqualTo(State.DONE);
        assertThat(List.of(ended.accepted(), ended.rejected())).containsExactly(1L, 100L);
        assertThat(ended.firstProblems().getFirst().problem().errors())
                .extracting(FieldProblem::field)
                .containsExactly(column);
    }

    @Test
    void rejectsRowsThatAreTooLongWithoutBufferingThem() {
        var endless = "z".repeat(1_000_000);
        var swf = ended("swf", mapping(), SWF_HEADER + endless + "\n" + swf(1, 10, 1));
        assertThat(swf.accepted()).isEqualTo(1);
        assertThat(swf.firstProblems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.problem().detail()).isEqualTo("The line is longer than 64 KiB."));

        var csv = ended(
                "csv",
                mapping(),
                "id,job,nodes,startedAt,endedAt\n" + "1,j,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z\n2,\"" + endless);
        assertThat(csv.state()).isEqualTo(State.FAILED);
        assertThat(csv.failure()).contains("A quote that is opened in line 3 is never closed within 64 KiB");
        assertThat(csv.conflicts()).isEqualTo(1);
    }

    @Test
    void rejectsBrokenGzipAndEmptyFiles() {
        var whole = gzip(SWF_HEADER
                + IntStream.range(0, 2000).mapToObj(job -> swf(job, job, job)).collect(Collectors.joining()));
        assertRejected(
                () -> start("swf", mapping(), Arrays.copyOf(whole, whole.length / 2)), ProblemType.INVALID, "file");
        assertRejected(
                () -> start("swf", mapping(), Arrays.copyOf(whole, whole.length - 4)), ProblemType.INVALID, "file");
        assertRejected(() -> start("swf", mapping(), Arrays.copyOf(whole, 5)), ProblemType.INVALID, "file");
        var damaged = whole.clone();
        Arrays.fill(damaged, 20, damaged.length, (byte) 0x55);
        assertRejected(() -> start("swf", mapping(), damaged), ProblemType.INVALID, "file");
        assertRejected(() -> start("swf", mapping(), new byte[0]), ProblemType.INVALID, "file");
        assertRejected(() -> start("swf", mapping(), gzip("")), ProblemType.INVALID, "file");
        assertThat(jdbc.sql("select count(*) from usage_import where name = :name")
                        .param("name", name)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rejectsMoreImportsThanMayWait() {
        worker.stop();
        for (var waiting = 1; waiting <= 20; waiting++) {
            start("swf", mapping(), bytes(SWF_HEADER));
        }

        assertRejected(() -> start("swf", mapping(), bytes(SWF_HEADER)), ProblemType.TOO_MANY_REQUESTS, null);

        worker.start();
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
        assertThat(ended("swf", mapping(), SWF_HEADER).state()).isEqualTo(State.DONE);
    }

    @Test
    void rejectsAnInvalidNameOrFormat() {
        assertThat(fields(() -> world.asSystem(() -> start("xls", "a b", null, bytes("x")))))
                .containsExactly("name", "format");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            swf   | {"account"                                                                | mapping
            swf   | []                                                                        | mapping
            swf   | {"region": "r", "pool": "PUBLIC", "specification": "s"}                   | mapping.account mapping.activity
            csv   | {"pool": "PRIVATE", "activity": 3, "region": "a b", "colour": "blue"}     | mapping.region mapping.pool mapping.activity mapping.colour
            csv   | {"account": {}}                                                           | mapping.account.field
            csv   | {"account": {"field": "f", "values": ["a"]}}                              | mapping.account.values
            csv   | {"account": {"field": "f", "values": {"1": "b c"}, "default": "?"}}       | mapping.account.values.1 mapping.account.default
            csv   | {"account": {"field": "f", "default": "d"}}                               | mapping.account.default
            csv   | {"account": {"field": "f", "value": "d"}}                                 | mapping.account.value
            csv   | {"zone": "UTC"}                                                           | mapping.zone
            csv   | {"region": "a", "region": "b"}                                            | mapping
            sacct | {"account": "a", "region": "r", "pool": "PUBLIC", "specification": "s", "activity": "TRAINING", "zone": "Mars/Olympus"} | mapping.zone
            swf   | {"account": {"field": "team"}, "region": {"field": 19}, "pool": "PUBLIC", "specification": {"field": "16"}, "activity": "TRAINING"} | mapping.account.field mapping.region.field
            """)
    void rejectsAnInvalidMappingBeforeReadingTheFile(String format, String mapping, String fields) {
        assertThat(fields(() -> world.asSystem(() -> start(format, name, mapping, bytes("x")))))
                .containsExactly(fields.split(" "));
        assertThat(folder)
                .satisfiesAnyOf(
                        none -> assertThat(none).doesNotExist(),
                        empty -> assertThat(empty).isEmptyDirectory());
    }

    @Test
    void allowsAdminsOnly() {
        for (var role : List.of(Role.SUPPORT, Role.METERING)) {
            var caller = new Caller("someone", role, null);
            assertForbidden(() -> world.as(caller, () -> start("swf", name, mapping(), bytes("x"))));
            assertForbidden(() -> world.as(caller, () -> imports.get("1")));
            assertForbidden(() -> world.as(caller, () -> imports.list(ImportFilter.ALL)));
        }
        assertForbidden(() -> world.as(new Caller("c", Role.CUSTOMER, account), () -> imports.list(ImportFilter.ALL)));
    }

    @Test
    void listsTheNewestFirst() {
        var first = ended("swf", mapping(), SWF_HEADER + swf(1, 10, 1));
        var second = ended("swf", mapping(), SWF_HEADER + swf(1, 10, 1));

        assertThat(world.asSystem(() -> imports.list(ImportFilter.ALL)
                        .page(PageRequest.of(0, 2))
                        .getContent()))
                .containsExactly(second, first);
        assertRejected(() -> world.asSystem(() -> imports.get("nothing")), ProblemType.NOT_FOUND, null);
    }

    private String mapping() {
        return mapping("\"" + region + "\"", "\"" + account + "\"");
    }

    private String mapping(String regionRule, String accountRule) {
        return """
                {"account": %s, "region": %s, "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING"}""".formatted(accountRule, regionRule, specification);
    }

    private static String swf(int job, int runTime, int processors) {
        return "%d %d -1 %d %d -1 -1 -1 -1 -1 1 1 1 -1 -1 -1 -1 -1%n".formatted(job, job, runTime, processors);
    }

    private UsageImport ended(String format, String mapping, String text) {
        return ended(format, mapping, bytes(text));
    }

    private UsageImport ended(String format, String mapping, byte[] file) {
        return ended(start(format, mapping, file).id());
    }

    private UsageImport ended(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> get(id), state -> state.state() != State.RUNNING);
    }

    private UsageImport get(String id) {
        return world.asSystem(() -> imports.get(id));
    }

    private UsageImport start(String format, String mapping, byte[] file) {
        return world.asSystem(() -> start(format, name, mapping, file));
    }

    private UsageImport start(String format, String name, String mapping, byte[] file) {
        try {
            return imports.start(new UsageImports.NewImport(name, format, mapping), new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<UsageEntry> records() {
        var records = new ArrayList<UsageEntry>();
        world.asSystem(() -> history.list(account, null, null, null)).forEach(records::add);
        return records;
    }

    private static void assertRejected(ThrowingCallable action, ProblemType type, String field) {
        assertThatThrownBy(action).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(type);
            assertThat(problem.errors())
                    .extracting(FieldProblem::field)
                    .isEqualTo(field == null ? List.of() : List.of(field));
        });
    }

    private static void assertForbidden(ThrowingCallable action) {
        assertRejected(action, ProblemType.FORBIDDEN, null);
    }

    private static List<String> fields(ThrowingCallable action) {
        var fields = new ArrayList<String>();
        assertThatThrownBy(action).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
            problem.errors().forEach(error -> fields.add(error.field()));
        });
        return fields;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
