package io.drawdown.usage.internal;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.quota.spi.BurnHistory;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.usage.settlement.RunScenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** What ran hour by hour, of a large history. */
@DrawdownTest
@Import(StatementCounter.class)
@Tag("dialect")
class BurnHistoryRepositoryTest {

    private static final int RECORDS = 20_000;
    private static final int MAX_STATEMENTS = 3;

    /** Records of the same hours are read as one row. A tenth of the records are long, and may be alone in theirs. */
    private static final int MAX_ROWS = 5_000;

    private static final int WEEK = BurnHistory.HOURS_BACK * 3600;

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    BurnHistory history;

    @Autowired
    StatementCounter statements;

    @Autowired
    JdbcTemplate jdbc;

    private @Nullable RunScenario scenario;

    /** What is inserted here is nobody's ledger: without deductions and charges, it must not be there when ledgers are checked. */
    @AfterEach
    void removeRecords() {
        jdbc.update("delete from usage_void where account = ?", scenario.account);
        jdbc.update("delete from usage_record where account = ?", scenario.account);
    }

    private record RandomRun(Activity activity, String pool, long nodes, int from, int to, boolean voided) {}

    @Test
    void sumsAWeekOfManyRecordsExactlyInTheDatabase() {
        scenario = stories.getObject();
        var random = new SplittableRandom(7);
        var ran = IntStream.range(0, RECORDS).mapToObj(number -> record(random)).toList();
        insert(scenario, ran);

        var statementsBefore = statements.executions();
        var rowsBefore = statements.rows();
        var found = history.hourlyUsage(scenario.account, START);

        assertThat(statements.executions() - statementsBefore).isLessThanOrEqualTo(MAX_STATEMENTS);
        assertThat(statements.rows() - rowsBefore).isLessThanOrEqualTo(MAX_ROWS);

        assertThat(found).singleElement().satisfies(hourlyBurn -> {
            assertThat(hourlyBurn.region()).isEqualTo(scenario.region);
            assertThat(hourlyBurn.specification()).isEqualTo(scenario.specification);
            assertThat(hourlyBurn.firstUsedAt()).isBeforeOrEqualTo(START.minusSeconds(WEEK));
            assertThat(hourlyBurn.nodeSecondsByActivity())
                    .usingRecursiveComparison()
                    .isEqualTo(expected(ran));
        });
    }

    private static Map<Activity, long[]> expected(List<RandomRun> ran) {
        var hours = new EnumMap<Activity, long[]>(Activity.class);
        for (var one : ran) {
            if (one.voided() || !one.pool().equals("PUBLIC") || one.to() <= 0 || one.from() >= WEEK) {
                continue;
            }
            var ofActivity = hours.computeIfAbsent(one.activity(), activity -> new long[BurnHistory.HOURS_BACK]);
            for (var hour = 0; hour < BurnHistory.HOURS_BACK; hour++) {
                var seconds = Math.min(one.to(), (hour + 1) * 3600) - Math.max(one.from(), hour * 3600);
                if (seconds > 0) {
                    ofActivity[BurnHistory.HOURS_BACK - 1 - hour] += one.nodes() * seconds;
                }
            }
        }
        return hours;
    }

    /** In seconds from a week before the test's start; some began before, some end minutes after. */
    private static RandomRun record(SplittableRandom random) {
        var from = random.nextInt(-20_000, WEEK + 200);
        var to = Math.min(WEEK + 300, from + random.nextInt(random.nextInt(10) == 0 ? 100_000 : 4000));
        return new RandomRun(
                Activity.values()[random.nextInt(3)],
                random.nextInt(20) == 0 ? "DEDICATED" : "PUBLIC",
                1 + random.nextInt(8),
                from,
                Math.max(from, to),
                random.nextInt(50) == 0);
    }

    private void insert(RunScenario story, List<RandomRun> ran) {
        var records = new ArrayList<Object[]>();
        var voids = new ArrayList<Object[]>();
        for (var entry = 0; entry < ran.size(); entry++) {
            var one = ran.get(entry);
            records.add(new Object[] {
                story.account,
                entry,
                "/test",
                "event-" + entry,
                "job",
                story.region,
                one.pool(),
                story.specification,
                one.activity().name(),
                one.nodes(),
                at(one.from()),
                at(one.to()),
                one.nodes() * (one.to() - one.from()),
                1,
                "CNY",
                at(WEEK)
            });
            if (one.voided()) {
                voids.add(new Object[] {story.account, RECORDS + entry, entry, at(WEEK)});
            }
        }
        jdbc.batchUpdate("""
                insert into usage_record (account, entry, source, event_id, job, region, pool, specification, activity, nodes,
                    started_at, ended_at, node_seconds, per_node_hour, currency, settled_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", records);
        jdbc.batchUpdate("insert into usage_void (account, entry, usage_entry, settled_at) values (?, ?, ?, ?)", voids);
        jdbc.execute("analyze");
    }

    private static Object at(int second) {
        return Sql.utc(START.minusSeconds(WEEK - (long) second));
    }
}
