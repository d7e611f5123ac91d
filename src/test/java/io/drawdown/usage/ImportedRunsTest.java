package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.imports.UsageImport.State;
import io.drawdown.usage.settlement.Settlement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** Which rows of a history are one run, how long it was running, and which rows are nobody's. */
@DrawdownTest
@Tag("dialect")
class ImportedRunsTest {

    @Autowired
    World world;

    @Autowired
    UsageImports imports;

    @Autowired
    UsageHistory history;

    @Autowired
    RejectedEvents rejectedEvents;

    @Autowired
    Settlement settlement;

    @Autowired
    Regions regions;

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
    void countsEveryRunOfAJob() {
        var requeued = """
                JobID|NNodes|State|Start|End
                9001|4|REQUEUED|2026-06-03T00:00:00|2026-06-03T01:04:49
                9001|4|REQUEUED|2026-06-03T02:00:00|2026-06-03T03:14:33
                9001|4|COMPLETED|2026-06-03T04:00:00|2026-06-03T04:35:53
                """;

        assertCounts(sacct("America/Los_Angeles", requeued), 3, 0, 0, 0, 0);
        assertThat(nodeSeconds()).isEqualTo(42_060);
        assertThat(records())
                .extracting(UsageEntry::id)
                .containsExactly("9001@2026-06-03T07:00:00Z", "9001@2026-06-03T09:00:00Z", "9001@2026-06-03T11:00:00Z");
        assertThat(records()).extracting(UsageEntry::job).containsOnly("9001");

        assertCounts(sacct("America/Los_Angeles", requeued), 0, 3, 0, 0, 0);
        assertThat(nodeSeconds()).isEqualTo(42_060);
    }

    @Test
    void countsTheSameJobIdOnTwoClusters() {
        var clusters = """
                Cluster|JobID|NNodes|Start|End
                west|9001|4|2026-06-03T07:00:00|2026-06-03T08:00:00
                east|9001|1|2026-06-03T07:00:00|2026-06-03T07:00:10
                |9001|2|2026-06-03T09:00:00|2026-06-03T09:00:10
                west|9001|4|2021-06-03T07:00:00|2021-06-03T08:00:00
                """;

        assertCounts(sacct("UTC", clusters), 4, 0, 0, 0, 0);
        assertThat(records())
                .extracting(UsageEntry::id)
                .containsExactly(
                        "west/9001@2026-06-03T07:00:00Z",
                        "east/9001@2026-06-03T07:00:00Z",
                        "9001@2026-06-03T09:00:00Z",
                        "west/9001@2021-06-03T07:00:00Z");
        assertThat(nodeSeconds()).isEqualTo(2 * 14_400 + 10 + 20);
        assertCounts(sacct("UTC", clusters), 0, 4, 0, 0, 0);
    }

    @Test
    void recognisesARunImportedWithoutItsCluster() {
        sacct("UTC", "JobID|NNodes|Start|End\n9001|4|2026-06-03T07:00:00|2026-06-03T08:00:00\n");

        var again = sacct("UTC", """
                Cluster|JobID|NNodes|Start|End
                west|9001|4|2026-06-03T07:00:00|2026-06-03T08:00:00
                east|9001|1|2026-06-03T07:00:00|2026-06-03T08:00:00
                west|9001|4|2026-06-03T09:00:00|2026-06-03T09:00:01
                """);

        assertCounts(again, 1, 1, 1, 0, 0);
        assertThat(again.firstProblems().getFirst().problem().detail())
                .isEqualTo("'east/9001@2026-06-03T07:00:00Z' of /imports/" + name
                        + " was accepted before as '9001@2026-06-03T07:00:00Z' with other data: nodes 4, node-seconds 14,400; now nodes 1, "
                        + "node-seconds 3,600. Nothing was changed. To count what this row says, void that record and import the row under another "
                        + "name.");
        assertThat(nodeSeconds()).isEqualTo(14_404);
    }

    @Test
    void recognisesRunsWithinABatchAsOneByOne() {
        var ended = sacct("UTC", """
                Cluster|JobID|NNodes|Start|End
                |9001|4|2026-06-03T07:00:00|2026-06-03T08:00:00
                west|9001|4|2026-06-03T07:00:00|2026-06-03T08:00:00
                west|9001|4|2026-06-03T07:00:00|2026-06-03T09:00:00
                """);

        assertCounts(ended, 1, 1, 1, 0, 0);
        assertThat(nodeSeconds()).isEqualTo(14_400);
    }

    @Test
    void usesElapsedAsTheRunningTime() {
        var ended = sacct("UTC", """
                JobID|NNodes|Start|End|Elapsed|Suspended|ElapsedRaw
                160|2|2026-06-03T00:00:00|2026-06-03T10:00:00|04:00:00|06:00:00|14400
                161|2|2026-06-03T00:00:00|2026-06-03T10:00:00|04:00:00|06:00:00|14401
                162|2|2026-06-03T00:00:00|2026-06-03T10:00:00|four hours|06:00:00|
                163|0|2026-06-03T00:00:00|2026-06-03T00:00:00|00:00:00|00:00:00|0
                164|2|2026-06-03T00:00:00|2026-06-03T00:00:00|00:00:00|00:00:00|0
                """);

        assertCounts(ended, 2, 0, 0, 2, 1);
        assertThat(nodeSeconds()).isEqualTo(28_800);
        assertThat(records().getFirst().endedAt()).isEqualTo("2026-06-03T04:00:00Z");
        assertThat(ended.firstProblems())
                .extracting(problem -> problem.problem().detail())
                .containsExactly(
                        "'Elapsed' is 14400 seconds, and ElapsedRaw 14401.",
                        "'Elapsed' must be a time such as 01:30:00 or 2-01:30:00.");
    }

    @Test
    void recognisesARunWhoseStartWasReadDifferentlyBefore() {
        sacct("America/Los_Angeles", """
                JobID|NNodes|Start|End
                3|1|2025-11-02T01:30:00|2025-11-02T02:30:00
                4|1|2025-11-02T01:30:00|2025-11-02T01:40:00
                """);

        var again = sacct("America/Los_Angeles", """
                JobID|NNodes|Start|End|Elapsed
                3|1|2025-11-02T01:30:00|2025-11-02T02:30:00|01:00:00
                4|1|2025-11-02T01:30:00|2025-11-02T02:30:00|01:00:00
                """);

        assertCounts(again, 1, 0, 1, 0, 0);
        assertThat(again.firstProblems().getFirst().problem().detail())
                .contains(
                        "startedAt 2025-11-02T08:30:00Z, node-seconds 7,200; now startedAt 2025-11-02T09:30:00Z, node-seconds 3,600");
        assertThat(nodeSeconds()).isEqualTo(7_200 + 600 + 3_600);
    }

    @Test
    void explainsThatARowIsAnotherRunOfTheSameJob() {
        var ended = ended(
                "swf",
                mapping("\"" + account + "\""),
                "; UnixStartTime: 1760000000\n" + swf(7, 60, 2) + swf(7, 30, 2).replaceFirst("7 7", "7 99"));

        assertCounts(ended, 1, 0, 1, 0, 0);
        assertThat(ended.firstProblems().getFirst().problem().detail())
                .startsWith("'7' of /imports/" + name
                        + " was imported before as another run of the same job, 2 nodes from 2025-10-09T08:53:27Z to 2025-10-09T08:54:27Z; this row "
                        + "tells of 2 nodes from 2025-10-09T08:54:59Z to");
    }

    @Test
    void settlesARunOnceAfterReplayUnderItsOldId() {
        var later = World.code("later");
        var mapping = """
                {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING"}""".formatted(account, later, specification);
        settlement.settle(List.of(new UsageEvent.Recorded(
                account,
                "/imports/" + name,
                "9001",
                "9001",
                later,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                4,
                Instant.parse("2026-06-03T07:00:00Z"),
                Instant.parse("2026-06-03T08:00:00Z"))));
        assertCounts(ended("sacct", mapping, """
                Cluster|JobID|NNodes|Start|End
                west|9001|4|2026-06-03T07:00:00|2026-06-03T08:00:00
                """), 0, 0, 0, 1, 0);
        world.asSystem(() -> regions.put(new Region(later, "Later", ZoneId.of("UTC"), true)));
        world.setPrice(later, specification, "3.60");

        assertCounts(ended("sacct", mapping, """
                Cluster|JobID|NNodes|Start|End
                west|9001|4|2026-06-03T07:00:00|2026-06-03T08:00:00
                west|9001|4|2026-06-03T09:00:00|2026-06-03T09:00:10
                """), 2, 0, 0, 0, 0);
        var kept = world.asSystem(() -> rejectedEvents
                .list(new RejectedEventFilter(RejectedEvent.State.OPEN, account, null, null, null, null, null))
                .page(Pageable.unpaged())
                .getContent());

        assertThat(kept).extracting(RejectedEvent::eventId).containsExactly("9001");
        assertThat(world.asSystem(() -> rejectedEvents.replay(kept.getFirst().id()))
                        .status())
                .isEqualTo(EventResult.Status.DUPLICATE);
        assertThat(nodeSeconds()).isEqualTo(14_440);
    }

    @Test
    void importsAFileWhoseFirstRowsBelongToNoAccount() {
        var others = IntStream.rangeClosed(1, 150)
                .mapToObj(job -> swf(job, 10, 1).replace(" 1 1 1 ", " 1 1 8 "))
                .collect(Collectors.joining());
        var cancelled = IntStream.rangeClosed(201, 350)
                .mapToObj(job -> swf(job, job % 2 == 0 ? 0 : -1, job % 3 == 0 ? 0 : -1))
                .collect(Collectors.joining());
        var header = "; UnixStartTime: 1760000000\n";
        var unmapped = mapping("{\"field\": \"group\", \"values\": {\"1\": \"" + account + "\"}}");
        var skipping = mapping("{\"field\": \"group\", \"values\": {\"1\": \"" + account + "\", \"8\": null}}");
        var skippingOthers =
                mapping("{\"field\": \"group\", \"values\": {\"1\": \"" + account + "\"}, \"default\": null}");

        assertCounts(ended("swf", unmapped, header + others + swf(501, 10, 1)), 1, 0, 0, 150, 0);
        assertCounts(ended("swf", unmapped, header + cancelled + swf(501, 10, 1)), 0, 1, 0, 0, 150);
        assertCounts(ended("swf", skipping, header + others + swf(501, 10, 1)), 0, 1, 0, 0, 150);
        assertCounts(ended("swf", skippingOthers, header + others + cancelled + swf(501, 10, 1)), 0, 1, 0, 0, 300);
        assertThat(nodeSeconds()).isEqualTo(10);
    }

    @Test
    void skipsARowIfOneMappedValueIsNull() {
        var ended = ended("csv", """
                {"account": "%s", "region": "%s", "specification": "%s", "pool": "PUBLIC",
                 "activity": {"field": "stage", "values": {"fit": "TRAINING", "idle": null}}}""".formatted(account, region, specification), """
                id,job,stage,nodes,startedAt,endedAt
                1,j,fit,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z
                2,j,idle,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z
                3,j,serve,1,2026-11-01T10:00:00Z,2026-11-01T10:00:10Z
                """);

        assertCounts(ended, 1, 0, 0, 1, 1);
    }

    private void assertCounts(
            UsageImport ended, long accepted, long duplicates, long conflicts, long rejected, long skipped) {
        assertThat(ended.state()).as(ended.toString()).isEqualTo(State.DONE);
        assertThat(List.of(ended.accepted(), ended.duplicates(), ended.conflicts(), ended.rejected(), ended.skipped()))
                .as(ended.toString())
                .containsExactly(accepted, duplicates, conflicts, rejected, skipped);
        assertThat(ended.read()).isEqualTo(accepted + duplicates + conflicts + rejected + skipped);
    }

    private UsageImport sacct(String zone, String text) {
        return ended("sacct", mapping("\"" + account + "\"").replace("}", ", \"zone\": \"" + zone + "\"}"), text);
    }

    private String mapping(String accountRule) {
        return """
                {"account": %s, "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING"}""".formatted(accountRule, region, specification);
    }

    private static String swf(int job, int runTime, int processors) {
        return "%d %d -1 %d %d -1 -1 -1 -1 -1 1 1 1 -1 -1 -1 -1 -1%n".formatted(job, job, runTime, processors);
    }

    private UsageImport ended(String format, String mapping, String text) {
        var started = world.asSystem(() -> {
            try {
                return imports.start(
                        new UsageImports.NewImport(name, format, mapping),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return await().atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> world.asSystem(() -> imports.get(started.id())), state -> state.state() != State.RUNNING);
    }

    private long nodeSeconds() {
        return world.asSystem(() -> history.getTotals(account)).nodeSeconds().longValueExact();
    }

    private List<UsageEntry> records() {
        var records = new ArrayList<UsageEntry>();
        world.asSystem(() -> history.list(account, null, null, null)).forEach(records::add);
        return records;
    }
}
