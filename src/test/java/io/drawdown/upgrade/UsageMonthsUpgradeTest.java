package io.drawdown.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.Statement;
import io.drawdown.billing.statement.StatementTotal;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.TestClockConfiguration;
import io.drawdown.testing.TestDatabase;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.SettlementAccess;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A database from before charges knew the month of their usage: what was on a statement stays on its line (R18). An hour of a
 * node costs ¥ 3.60; the account is in Shanghai.
 */
@Tag("dialect")
@SpringBootTest(
        properties = {
            "drawdown.demo=false",
            "drawdown.background.enabled=false",
            "drawdown.bootstrap.api-key=an-admin-of-the-tests-who-is-long-enough"
        })
@ContextConfiguration(initializers = {TestDatabase.class, UsageMonthsUpgradeTest.NinthVersionDatabase.class})
@Import({TestClockConfiguration.class, World.class, SettlementAccess.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UsageMonthsUpgradeTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private static List<String> statementsBefore = List.of();

    @Autowired
    Billing billing;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    SettlementAccess settlement;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Test
    @Order(1)
    void keepsMonthsLinesAndTotalsOfEarlierCharges() {
        clock.set(TestClock.START);

        assertThat(statementsBefore)
                .as("of September, ending with October, of November and across its start")
                .containsExactly("2026-10 cn PUBLIC v100 100 0.10000000", "2026-11 cn PUBLIC v100 11800 11.80000000");
        assertThat(lines(OCTOBER)).containsExactly("2026-10 cn PUBLIC v100 100 0.10");
        assertThat(lines(NOVEMBER)).containsExactly("2026-11 cn PUBLIC v100 11800 11.80");
        assertThat(statement(NOVEMBER).total()).isEqualTo(statement(NOVEMBER).payPerUse());
        assertThat(statement(NOVEMBER).payPerUseOfEarlierMonths().amount().signum())
                .isZero();
        assertThat(world.asSystem(() ->
                        billing.statements("acme").page(Pageable.unpaged()).getContent()))
                .extracting(
                        StatementTotal::month, total -> total.total().amount().toPlainString())
                .containsExactly(tuple(NOVEMBER, "11.80"), tuple(OCTOBER, "0.10"));
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    @Order(2)
    void putsLaterUsageOnSeparateLines() {
        clock.set(TestClock.START);

        settlement.settle(List.of(
                new UsageEvent.Recorded(
                        "acme",
                        "/s",
                        "new",
                        "late",
                        "cn",
                        Pool.PUBLIC,
                        "v100",
                        Activity.TRAINING,
                        1,
                        Instant.parse("2026-09-11T00:00:00Z"),
                        Instant.parse("2026-09-11T01:00:00Z")),
                new UsageEvent.Voided("acme", "/s", "void", null, "/s", "september")));

        assertThat(lines(NOVEMBER))
                .containsExactly("2026-11 cn PUBLIC v100 8200 8.20", "2026-09 cn PUBLIC v100 3600 3.60");
        assertThat(lines(OCTOBER)).containsExactly("2026-10 cn PUBLIC v100 100 0.10");
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    private Statement statement(YearMonth month) {
        return world.asSystem(() -> billing.statement("acme", month));
    }

    private List<String> lines(YearMonth month) {
        return statement(month).lines().stream()
                .map(line -> "%s %s %s %s %s %s"
                        .formatted(
                                line.usageMonth(),
                                line.region(),
                                line.pool(),
                                line.specification(),
                                line.nodeSeconds(),
                                line.amount().amount().toPlainString()))
                .toList();
    }

    /** Fills a database of the ninth version, before the application finds and changes it. */
    static class NinthVersionDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var environment = context.getEnvironment();
            var url = environment.getRequiredProperty("spring.datasource.url");
            var database = new DriverManagerDataSource(
                    url,
                    environment.getRequiredProperty("spring.datasource.username"),
                    environment.getProperty("spring.datasource.password", ""));
            Flyway.configure()
                    .dataSource(database)
                    .locations(
                            "classpath:db/migration",
                            "classpath:db/vendor/" + (url.startsWith("jdbc:h2:") ? "h2" : "postgresql"))
                    .target("9")
                    .load()
                    .migrate();
            var jdbc = JdbcClient.create(database);
            update(
                    jdbc,
                    "insert into region (code, name, zone, sells_packages) values ('cn', 'China', 'Asia/Shanghai', true)");
            update(jdbc, "insert into specification (code, name, kind) values ('v100', 'V100', 'GPU')");
            update(jdbc, """
                    insert into list_price (region, specification, pool, valid_from, per_node_hour, currency)
                    values ('cn', 'v100', 'PUBLIC', timestamp with time zone '1970-01-01 00:00:00+00', 3.6, 'CNY')""");
            update(jdbc, """
                    insert into account (code, name, currency, zone, opened_at)
                    values ('acme', 'Acme', 'CNY', 'Asia/Shanghai', timestamp with time zone '2026-09-01 00:00:00+00')""");
            update(jdbc, "insert into ledger (account, last_entry) values ('acme', 16)");
            record(jdbc, 1, "september", "/s", "2026-09-10 00:00:00", 3_600, "2026-11");
            record(jdbc, 3, "october", "/s", "2026-10-05 00:00:00", 100, "2026-10");
            record(jdbc, 5, "ends-with-october", "/s", "2026-10-31 15:00:00", 3_600, "2026-11");
            record(jdbc, 7, "november", "/s", "2026-11-06 00:00:00", 1_000, "2026-11");
            record(jdbc, 9, "voided", "/s", "2026-11-07 00:00:00", 500, "2026-11");
            event(jdbc, 11, "void-1", "/s", "drawdown.usage.voided.v1");
            update(
                    jdbc,
                    "insert into usage_void (account, entry, usage_entry, settled_at) values ('acme', 11, 9, current_timestamp)");
            update(jdbc, """
                    insert into charge (account, entry, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason,
                        statement_month, settled_at, reverses)
                    select account, 12, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason,
                        statement_month, settled_at, entry from charge where entry = 10""");
            event(jdbc, 13, "start", "/s", "drawdown.job.started.v1");
            update(jdbc, """
                    insert into run (account, entry, source, job, region, pool, specification, activity, nodes, per_node_hour, currency,
                        started_at, stopped_at, settled_until, open, voided, heard_at)
                    values ('acme', 13, '/s', 'train', 'cn', 'PUBLIC', 'v100', 'TRAINING', 1, 3.6, 'CNY',
                        timestamp with time zone '2026-10-31 15:30:00+00', timestamp with time zone '2026-10-31 16:30:00+00',
                        timestamp with time zone '2026-10-31 16:30:00+00', false, false, timestamp with time zone '2026-10-31 15:30:00+00')""");
            record(jdbc, 14, "train", "urn:drawdown:run", "2026-10-31 15:30:00", 3_600, "2026-11");
            update(jdbc, "insert into run_segment (account, run, usage_entry) values ('acme', 13, 14)");
            event(jdbc, 16, "stop", "/s", "drawdown.job.stopped.v1");
            statementsBefore = jdbc.sql("""
                            select c.statement_month || ' ' || u.region || ' ' || u.pool || ' ' || u.specification || ' '
                                || sum(case when c.reverses is null then c.node_seconds else -c.node_seconds end) || ' '
                                || sum(case when c.reverses is null then c.amount else -c.amount end)
                            from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                            group by c.statement_month, u.region, u.pool, u.specification
                            order by c.statement_month""").query(String.class).list();
        }

        private static void event(JdbcClient jdbc, long entry, String id, String source, String type) {
            update(jdbc, """
                    insert into usage_event (account, source, event_id, type, fingerprint, entry, received_at)
                    values ('acme', '%s', '%s', '%s', 'x', %d, current_timestamp)""".formatted(source, id, type, entry));
        }

        private static void record(
                JdbcClient jdbc, long entry, String id, String source, String start, int seconds, String month) {
            if (source.equals("/s")) {
                event(jdbc, entry, id, source, "drawdown.usage.recorded.v1");
            }
            var from = "timestamp with time zone '" + start + "+00'";
            var to = from + " + interval '1' second * " + seconds;
            update(jdbc, """
                    insert into usage_record (account, entry, source, event_id, job, region, pool, specification, activity, nodes, started_at,
                        ended_at, node_seconds, per_node_hour, currency, settled_at)
                    values ('acme', %d, '%s', '%s', '%s', 'cn', 'PUBLIC', 'v100', 'TRAINING', 1, %s, %s, %d, 3.6, 'CNY', current_timestamp)""".formatted(entry, source, id, id, from, to, seconds));
            update(jdbc, String.format(Locale.ROOT, """
                    insert into charge (account, entry, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason,
                        statement_month, settled_at)
                    values ('acme', %d, %d, %s, %s, %d, 3.6, %f, 'CNY', 'NO_PACKAGE', '%s', current_timestamp)""", entry + 1, entry, from, to, seconds, seconds / 1000.0, month));
        }

        private static void update(JdbcClient jdbc, String sql) {
            jdbc.sql(sql).update();
        }
    }
}
