package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A request leaves in the ledger exactly what its records would have left one by one (R10). */
@DrawdownTest
@Tag("dialect")
class BatchingTest {

    private static final long SEED = Long.getLong("drawdown.seed", 20_261_122L);
    private static final int EVENTS = 1500;
    private static final int JOB_EVENTS = 600;
    private static final Instant T = Instant.parse("2026-10-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(50);

    @Autowired
    World world;

    @Autowired
    Settlement settlement;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    JdbcTemplate jdbc;

    private List<Offer> offers;
    private List<String> regions;
    private String specification;

    @BeforeEach
    void createCatalog() {
        regions = List.of(world.region(), world.region());
        specification = world.specification();
        regions.forEach(region -> world.setPrice(region, specification, "21.21"));
        offers = List.of(
                world.offer(regions.get(0), specification, 40),
                world.offer(regions.get(0), specification, 25, Activity.TRAINING),
                world.offer(regions.get(1), specification, 10, Activity.DEVELOPMENT));
    }

    @Test
    void leavesTheSameLedgerAsSettlingOneByOne() {
        System.out.println("BatchingTest: -Ddrawdown.seed=" + SEED);
        var oneByOne = ledgerAfter(this::randomRecords, 1);

        assertThat(ledgerAfter(this::randomRecords, 7)).isEqualTo(oneByOne);
        assertThat(ledgerAfter(this::randomRecords, 1000)).isEqualTo(oneByOne);
        assertThat(oneByOne.get("deduction")).hasSizeGreaterThan(100);
        assertThat(oneByOne.get("charge")).hasSizeGreaterThan(100);
        assertThat(oneByOne.get("usage_void")).hasSizeGreaterThan(30);
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void leavesTheSameLedgerForStartsAndStops() {
        System.out.println("BatchingTest: -Ddrawdown.seed=" + SEED);
        var oneByOne = ledgerAfter(this::randomJobEvents, 1);

        assertThat(ledgerAfter(this::randomJobEvents, 7)).isEqualTo(oneByOne);
        assertThat(ledgerAfter(this::randomJobEvents, 1000)).isEqualTo(oneByOne);
        assertThat(oneByOne.get("run")).hasSizeGreaterThan(50);
        assertThat(oneByOne.get("waiting_stop")).hasSizeGreaterThan(10);
        assertThat(oneByOne.get("usage_void")).hasSizeGreaterThan(50);
        assertThat(oneByOne.get("rejected_event")).hasSizeGreaterThan(20);
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    private Map<String, List<String>> ledgerAfter(Function<String, List<UsageEvent>> history, int size) {
        var account = world.account();
        var packages = new ArrayList<String>();
        for (var number = 0; number < 9; number++) {
            var offer = offers.get(number % offers.size());
            packages.add(world.buyPackage(
                            account,
                            offer,
                            1 + number % 2,
                            T.plus(SPAN.dividedBy(9).multipliedBy(number)))
                    .id());
        }
        var events = history.apply(account);
        for (var from = 0; from < events.size(); from += size) {
            settlement.settle(events.subList(from, Math.min(from + size, events.size())));
        }
        return Map.of(
                "run",
                        rows(
                                account,
                                "select entry, job, started_at, stopped_at, settled_until, open, voided from run where account = ? order by entry"),
                "run_segment",
                        rows(
                                account,
                                "select run, usage_entry from run_segment where account = ? order by usage_entry"),
                "waiting_stop",
                        rows(
                                account,
                                "select job, stopped_at from waiting_stop where account = ? order by job, stopped_at"),
                "rejected_event",
                        rows(
                                account,
                                "select event_id, field, detail from rejected_event where account = ? order by event_id"),
                "usage_record",
                        rows(
                                account,
                                "select entry, event_id, job, started_at, node_seconds from usage_record where account = ? order by entry"),
                "usage_void",
                        rows(account, "select entry, usage_entry from usage_void where account = ? order by entry"),
                "deduction", rows(account, """
                        select d.entry, d.usage_entry, p.effective_at, d.from_at, d.to_at, d.node_seconds, d.remaining_after, d.reverses
                        from deduction d join resource_package p on p.id = d.package_id where d.account = ? order by d.entry"""),
                "charge", rows(account, """
                        select c.entry, c.usage_entry, c.from_at, c.to_at, c.node_seconds, c.amount, c.reason, p.effective_at as because,
                               c.statement_month, c.reverses
                        from charge c left join resource_package p on p.id = c.because where c.account = ? order by c.entry"""),
                "resource_package",
                        rows(
                                account,
                                "select effective_at, settled_remaining from resource_package where account = ? order by id"),
                "usage_event",
                        rows(
                                account,
                                "select source, event_id, type, entry from usage_event where account = ? order by entry"));
    }

    /** Records that overlap, straddle, come late, are empty, come twice, conflict or can't be placed, and voids of them. */
    private List<UsageEvent> randomRecords(String account) {
        var random = new Random(SEED);
        var events = new ArrayList<UsageEvent>();
        for (var number = 0; number < EVENTS; number++) {
            var id = Integer.toString(random.nextInt(8) == 0 ? random.nextInt(number + 1) : number);
            events.add(
                    random.nextInt(6) == 0
                            ? new UsageEvent.Voided(
                                    account,
                                    "/corrections",
                                    "void-" + id,
                                    null,
                                    "/scheduler",
                                    Integer.toString(random.nextInt(number + 1)))
                            : recorded(account, id, random));
        }
        return events;
    }

    /** Starts and stops of a few jobs, in and out of order, among records, and voids of any of them. */
    private List<UsageEvent> randomJobEvents(String account) {
        var random = new Random(SEED);
        var events = new ArrayList<UsageEvent>();
        for (var number = 0; number < JOB_EVENTS; number++) {
            var id = Integer.toString(random.nextInt(10) == 0 ? random.nextInt(number + 1) : number);
            var job = "job-" + random.nextInt(20);
            var at = T.plusSeconds(random.nextLong(SPAN.toSeconds()));
            events.add(
                    switch (random.nextInt(10)) {
                        case 0 ->
                            new UsageEvent.Voided(
                                    account,
                                    "/corrections",
                                    "void-" + id,
                                    null,
                                    "/scheduler",
                                    Integer.toString(random.nextInt(number + 1)));
                        case 1, 2 -> recorded(account, id, random);
                        case 3, 4, 5 ->
                            new UsageEvent.Started(
                                    account,
                                    "/scheduler",
                                    id,
                                    job,
                                    regions.get(random.nextInt(2)),
                                    Pool.PUBLIC,
                                    specification,
                                    Activity.values()[random.nextInt(3)],
                                    1 + random.nextInt(3),
                                    at);
                        default -> new UsageEvent.Stopped(account, "/scheduler", id, job, at);
                    });
        }
        return events;
    }

    private UsageEvent recorded(String account, String id, Random random) {
        var start = T.plusSeconds(random.nextLong(SPAN.toSeconds()));
        var seconds = random.nextInt(10) == 0 ? 0 : random.nextInt(5_000);
        return new UsageEvent.Recorded(
                account,
                "/scheduler",
                id,
                "job-" + id,
                random.nextInt(50) == 0 ? "nowhere" : regions.get(random.nextInt(2)),
                random.nextInt(10) == 0 ? Pool.DEDICATED : Pool.PUBLIC,
                specification,
                Activity.values()[random.nextInt(3)],
                1 + random.nextInt(3),
                start,
                start.plusSeconds(seconds));
    }

    private List<String> rows(String account, String sql) {
        return jdbc.queryForList(sql, account).stream()
                .map(row -> row.values().toString())
                .toList();
    }
}
