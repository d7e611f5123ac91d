package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.sql.Sql;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.RemainingPoint;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.history.DayUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What charts ask of an account that ran 100,000 jobs in 30 days, each of them paid by a package but for ten minutes. */
@DrawdownTest
@Import(StatementCounter.class)
@Tag("dialect")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongHistoryTest {

    private static final int RECORDS = 20_000;
    private static final int DAYS = 30;

    /** A tenth of the entries: jobs that run over midnight are read one by one. */
    private static final int MAX_ROWS = 6_000;

    private static final Instant START = TestClock.START.minus(Duration.ofDays(DAYS));

    @Autowired
    World world;

    @Autowired
    Packages packages;

    @Autowired
    UsageHistory history;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StatementCounter statements;

    private String account;
    private String region;
    private String specification;
    private ResourcePackage bought;

    @BeforeAll
    void runJobs() {
        clock.set(TestClock.START);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
        bought = world.buyPackage(account, world.offer(region, specification, 700_000), 1, START);
        insert();
        assertThat(world.asSystem(integrity::check).violations())
                .filteredOn(violation -> violation.subject().contains(account + " ")
                        || violation.subject().equals("package " + bought.id()))
                .isEmpty();
    }

    @Test
    void sumsUsageByDayInTheDatabase() {
        var days = readFewRows(() -> history.listDays(account, DAYS + 1));

        var totals = world.asSystem(() -> history.getTotals(account));
        assertThat(days).hasSize(DAYS + 1);
        assertThat(days.stream().mapToLong(DayUsage::coveredNodeSeconds).sum())
                .isEqualTo(totals.deductedNodeSeconds().longValueExact());
        assertThat(days.stream().mapToLong(DayUsage::chargedNodeSeconds).sum())
                .isEqualTo(totals.chargedNodeSeconds().longValueExact());
    }

    @Test
    void reducesTheBurnDownToTheChartsPointsInTheDatabase() {
        var points = readFewRows(() -> packages.remainingOverTime(account, bought.id(), 200));

        var left = world.asSystem(() -> packages.get(account, bought.id())).remainingNodeSeconds();
        assertThat(points).hasSizeBetween(190, 203);
        assertThat(points.getFirst()).isEqualTo(new RemainingPoint(START, bought.totalNodeSeconds()));
        assertThat(points.getLast()).isEqualTo(new RemainingPoint(TestClock.START, left));
        assertThat(points).extracting(RemainingPoint::at).isSorted();
        assertThat(points)
                .extracting(RemainingPoint::remainingNodeSeconds)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    /** Entries 3n are usage records, the two before each its deduction and its charge. */
    private void insert() {
        var jobs = """
                (select x.n, cast(1 + mod(x.n, 3) as bigint) as nodes, 3600 * (1 + mod(x.n, 5)) as seconds,
                        cast(:start as timestamp with time zone) + interval '1' second * (125 * x.n) as from_at,
                        cast(:start as timestamp with time zone) + interval '1' second * (125 * x.n + 3600 * (1 + mod(x.n, 5))) as to_at
                 from %s(1, %d) as x(n)) j""".formatted(
                System.getProperty("drawdown.test.database", "h2").equals("h2") ? "system_range" : "generate_series",
                RECORDS);
        insert("""
                insert into usage_event (account, source, event_id, type, fingerprint, entry, received_at)
                select :account, '/s', 'e' || j.n, 'drawdown.usage.recorded.v1', 'x', 3 * j.n, j.to_at from""" + jobs);
        insert("""
                insert into usage_record (account, entry, source, event_id, job, region, pool, specification, activity, nodes,
                    started_at, ended_at, node_seconds, per_node_hour, currency, settled_at)
                select :account, 3 * j.n, '/s', 'e' || j.n, 'job-' || j.n, :region, 'PUBLIC', :specification, 'TRAINING', j.nodes,
                    j.from_at, j.to_at, j.nodes * j.seconds, 3.60, 'CNY', j.to_at from""" + jobs);
        insert("""
                insert into deduction (account, entry, usage_entry, package_id, from_at, to_at, node_seconds, remaining_after, settled_at)
                select :account, 3 * j.n - 2, 3 * j.n, :package, j.from_at, j.to_at, j.nodes * (j.seconds - 600),
                    :total - sum(j.nodes * (j.seconds - 600)) over (order by j.n), j.to_at from""" + jobs);
        insert("""
                insert into charge (account, entry, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason,
                    because, statement_month, usage_month, settled_at)
                select :account, 3 * j.n - 1, 3 * j.n, j.from_at, j.to_at, j.nodes * 600, 3.60, j.nodes * 0.60, 'CNY', 'USED_UP',
                    :package, '2026-11', '2026-11', j.to_at from""" + jobs);
        insert("""
                insert into deduction_line (account, last_entry, entry, owner, usage_entry, job, package_id, from_at, to_at, node_seconds,
                    remaining_after, settled_at)
                select d.account, d.entry, d.entry, d.usage_entry, d.usage_entry, 'job-' || (d.usage_entry / 3), d.package_id, d.from_at,
                    d.to_at, d.node_seconds, d.remaining_after, d.settled_at
                from deduction d where d.account = :account""");
        insert("""
                insert into charge_line (account, last_entry, entry, owner, usage_entry, job, from_at, to_at, node_seconds, per_node_hour,
                    amount, currency, reason, because, settled_at)
                select c.account, c.entry, c.entry, c.usage_entry, c.usage_entry, 'job-' || (c.usage_entry / 3), c.from_at, c.to_at,
                    c.node_seconds, c.per_node_hour, c.amount, c.currency, c.reason, c.because, c.settled_at
                from charge c where c.account = :account""");
        insert("""
                update resource_package set settled_remaining =
                    (select min(d.remaining_after) from deduction d where d.account = :account and d.package_id = :package)
                where id = :package""");
        insert("update ledger set last_entry = %1$d, zone_since_entry = %1$d where account = :account"
                .formatted(3 * RECORDS));
        jdbc.sql("analyze").update();
    }

    private void insert(String sql) {
        jdbc.sql(sql)
                .param("account", account)
                .param("region", region)
                .param("specification", specification)
                .param("package", Long.valueOf(bought.id()))
                .param("total", bought.totalNodeSeconds())
                .param("start", Sql.utc(START))
                .update();
    }

    /** The answer, which the database must have computed: few rows are read, however long the history is. */
    private <T> T readFewRows(Supplier<T> asked) {
        var before = statements.rows();
        var answer = world.asSystem(asked);
        assertThat(statements.rows() - before).isLessThan(MAX_ROWS);
        return answer;
    }
}
