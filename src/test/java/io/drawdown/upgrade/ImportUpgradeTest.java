package io.drawdown.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.TestClockConfiguration;
import io.drawdown.testing.TestDatabase;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.UsageImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;

/** A history that was imported before runs were known by their start, and is imported again after the upgrade. */
@Tag("dialect")
@SpringBootTest(
        properties = {
            "drawdown.demo=false",
            "drawdown.background.enabled=false",
            "drawdown.bootstrap.api-key=an-admin-of-the-tests-and-of-nothing-else"
        })
@ContextConfiguration(initializers = {TestDatabase.class, ImportUpgradeTest.NinthVersionDatabase.class})
@Import({TestClockConfiguration.class, World.class})
class ImportUpgradeTest {

    private static final String FILE = """
            JobID|NNodes|State|Start|End
            9001|4|REQUEUED|2026-06-03T00:00:00|2026-06-03T01:04:49
            160|2|COMPLETED|2026-06-03T00:00:00|2026-06-03T10:00:00
            3|1|COMPLETED|2025-11-02T01:30:00|2025-11-02T02:30:00
            77|1|COMPLETED|2026-06-03T00:00:00|2026-06-03T00:00:00
            """;

    @Autowired
    World world;

    @Autowired
    UsageImports imports;

    @Autowired
    UsageHistory history;

    @Autowired
    IntegrityChecker integrity;

    @Test
    void addsOnlyNewRunsWhenImportedAgain() {
        var before = world.asSystem(() -> history.getTotals("acme"));
        assertThat(before.nodeSeconds()).isEqualTo(15_556 + 72_000 + 7_200);

        assertThat(counts(importAgain(FILE))).containsExactly(0L, 4L, 0L, 0L);
        assertThat(world.asSystem(() -> history.getTotals("acme"))).isEqualTo(before);

        var withMore = importAgain("""
                Cluster|JobID|NNodes|State|Start|End|Elapsed
                west|9001|4|REQUEUED|2026-06-03T00:00:00|2026-06-03T01:04:49|01:04:49
                west|160|2|COMPLETED|2026-06-03T00:00:00|2026-06-03T10:00:00|04:00:00
                west|3|1|COMPLETED|2025-11-02T01:30:00|2025-11-02T02:30:00|01:00:00
                west|77|1|COMPLETED|2026-06-03T00:00:00|2026-06-03T00:00:00|00:00:00
                """);
        assertThat(counts(withMore))
                .as("what was counted otherwise is a conflict, not a second record")
                .containsExactly(0L, 2L, 2L, 0L);
        assertThat(withMore.firstProblems().getFirst().problem().detail())
                .startsWith("'west/160@2026-06-03T07:00:00Z' of /imports/slurm was "
                        + "accepted before as '160' with other data: endedAt 2026-06-03T17:00:00Z, node-seconds 72,000; now endedAt "
                        + "2026-06-03T11:00:00Z, node-seconds 28,800. Nothing was changed.");
        assertThat(world.asSystem(() -> history.getTotals("acme"))).isEqualTo(before);

        var requeued = importAgain(FILE + """
                9001|4|REQUEUED|2026-06-03T02:00:00|2026-06-03T03:14:33
                9001|4|COMPLETED|2026-06-03T04:00:00|2026-06-03T04:35:53
                """);
        assertThat(counts(requeued)).containsExactly(2L, 4L, 0L, 0L);
        assertThat(world.asSystem(() -> history.getTotals("acme")).nodeSeconds())
                .isEqualTo(42_060 + 72_000 + 7_200);
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    private static List<Long> counts(UsageImport ended) {
        assertThat(ended.state()).as(ended.toString()).isEqualTo(UsageImport.State.DONE);
        return List.of(ended.accepted(), ended.duplicates(), ended.conflicts(), ended.rejected());
    }

    private UsageImport importAgain(String file) {
        var started = world.asSystem(() -> {
            try {
                return imports.start(
                        new UsageImports.NewImport("slurm", "sacct", """
                        {"account": "acme", "region": "west", "pool": "PUBLIC", "specification": "v100", "activity": "TRAINING",
                         "zone": "America/Los_Angeles"}"""),
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return await().atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(
                        () -> world.asSystem(() -> imports.get(started.id())),
                        state -> state.state() != UsageImport.State.RUNNING);
    }

    /** Fills a database of the ninth version as that version did, before the application finds and changes it. */
    static class NinthVersionDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private static final Instant IMPORTED = Instant.parse("2026-06-10T00:00:00Z");

        private JdbcClient jdbc;
        private long entry;

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
            jdbc = JdbcClient.create(database);
            jdbc.sql("insert into region (code, name, zone, sells_packages) values ('west', 'West', 'UTC', true)")
                    .update();
            jdbc.sql("insert into specification (code, name, kind) values ('v100', 'V100', 'GPU')")
                    .update();
            jdbc.sql("""
                            insert into list_price (region, specification, pool, valid_from, per_node_hour, currency)
                            values ('west', 'v100', 'PUBLIC', :from, 3.6, 'USD')""").param("from", Instant.EPOCH.atOffset(ZoneOffset.UTC)).update();
            jdbc.sql(
                            "insert into account (code, name, currency, zone, opened_at) values ('acme', 'Acme', 'USD', 'UTC', :now)")
                    .param("now", IMPORTED.atOffset(ZoneOffset.UTC))
                    .update();
            jdbc.sql("insert into ledger (account, last_entry) values ('acme', 0)")
                    .update();
            insertImportedUsage(
                    "9001",
                    4,
                    "2026-06-03T07:00:00Z",
                    "2026-06-03T08:04:49Z",
                    "6f4e9e0c378aec82d5b5a2f17cdffb833867690854d06e10444e9d264ebd863e");
            insertImportedUsage(
                    "160",
                    2,
                    "2026-06-03T07:00:00Z",
                    "2026-06-03T17:00:00Z",
                    "e08045609f93b7d57bbc7c464f986872b3b51965d363e76be659614c6a7006a3");
            insertImportedUsage(
                    "3",
                    1,
                    "2025-11-02T08:30:00Z",
                    "2025-11-02T10:30:00Z",
                    "0af75f7d258764df6648ab4d9a72f6e4c27be1f2d0b1a49890be437f3707c6d3");
            var empty = insertImportedUsage(
                    "77",
                    1,
                    "2026-06-03T07:00:00Z",
                    "2026-06-03T07:00:00Z",
                    "911120154fd676154505d602d4fda6b39e134815e92305d875c53708511536db");
            insertEvent("urn:drawdown:console", "void-77", "drawdown.usage.voided.v1", "0".repeat(64), ++entry);
            jdbc.sql(
                            "insert into usage_void (account, entry, usage_entry, settled_at) values ('acme', :entry, :voided, :now)")
                    .param("entry", entry)
                    .param("voided", empty)
                    .param("now", IMPORTED.atOffset(ZoneOffset.UTC))
                    .update();
            jdbc.sql("update ledger set last_entry = :last")
                    .param("last", entry)
                    .update();
        }

        private long insertImportedUsage(String job, long nodes, String start, String end, String fingerprint) {
            var startedAt = Instant.parse(start).atOffset(ZoneOffset.UTC);
            var endedAt = Instant.parse(end).atOffset(ZoneOffset.UTC);
            var nodeSeconds = nodes * Duration.between(startedAt, endedAt).toSeconds();
            var usage = ++entry;
            insertEvent("/imports/slurm", job, "drawdown.usage.recorded.v1", fingerprint, usage);
            jdbc.sql("""
                            insert into usage_record (account, entry, source, event_id, job, region, pool, specification, activity, nodes,
                                started_at, ended_at, node_seconds, per_node_hour, currency, settled_at)
                            values ('acme', :entry, '/imports/slurm', :job, :job, 'west', 'PUBLIC', 'v100', 'TRAINING', :nodes,
                                :start, :end, :nodeSeconds, 3.6, 'USD', :now)""")
                    .param("entry", usage)
                    .param("job", job)
                    .param("nodes", nodes)
                    .param("start", startedAt)
                    .param("end", endedAt)
                    .param("nodeSeconds", nodeSeconds)
                    .param("now", IMPORTED.atOffset(ZoneOffset.UTC))
                    .update();
            if (nodeSeconds > 0) {
                jdbc.sql("""
                                insert into charge (account, entry, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount,
                                    currency, reason, statement_month, settled_at)
                                values ('acme', :entry, :usage, :start, :end, :nodeSeconds, 3.6, :amount, 'USD', 'NO_PACKAGE', '2026-06', :now)""")
                        .param("entry", ++entry)
                        .param("usage", usage)
                        .param("start", startedAt)
                        .param("end", endedAt)
                        .param("nodeSeconds", nodeSeconds)
                        .param("amount", BigDecimal.valueOf(nodeSeconds, 3))
                        .param("now", IMPORTED.atOffset(ZoneOffset.UTC))
                        .update();
            }
            return usage;
        }

        private void insertEvent(String source, String id, String type, String fingerprint, long entry) {
            jdbc.sql("""
                            insert into usage_event (account, source, event_id, type, fingerprint, entry, received_at)
                            values ('acme', :source, :id, :type, :fingerprint, :entry, :now)""")
                    .param("source", source)
                    .param("id", id)
                    .param("type", type)
                    .param("fingerprint", fingerprint)
                    .param("entry", entry)
                    .param("now", IMPORTED.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
