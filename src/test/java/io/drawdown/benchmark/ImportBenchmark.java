package io.drawdown.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.UsageImports.NewImport;
import io.drawdown.usage.imports.UsageImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many usage records a second are settled, and with how many statements. It isn't a test: `bin/benchmark` runs it. The
 * accounts have packages that are used up on the way, so that about half of the usage is charged.
 */
@DrawdownTest
@Import(StatementCounter.class)
class ImportBenchmark {

    private static final String DATABASE = System.getProperty("drawdown.test.database", "h2");
    private static final int RECORDS = 100_000;
    private static final int WARM_UP = 20_000;
    private static final int ACCOUNTS = 4;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    World world;

    @Autowired
    UsageImports imports;

    @Autowired
    UsageEvents events;

    @Autowired
    StatementCounter statements;

    @Autowired
    JsonMapper json;

    private final Random random = new Random(17);

    @Test
    void importsAHistory() {
        var place = place(RECORDS);
        runImport(place, "warm-up", WARM_UP);
        report("import of made-up records", RECORDS, runImport(place, "measured", RECORDS));
    }

    @Test
    void settlesBatchesOfEvents() {
        var place = place(RECORDS);
        settle(place, "warm-up", WARM_UP, 1000);
        report("batches of 1,000 events", RECORDS, settle(place, "measured", RECORDS, 1000));
    }

    @Test
    void sendsStatements() {
        var place = place(60_000);
        settle(place, "warm-up", 1000, 1000);
        for (var size : List.of(100, 1000, 10_000)) {
            var before = statements.executions();
            settle(place, "statements", 3 * size, size);
            print("%,6d events a batch: %.0f statements a batch", size, (statements.executions() - before) / 3.0);
        }
    }

    private record Place(List<String> accounts, String region, String specification) {}

    private Place place(int records) {
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "7.20");
        var accounts = new ArrayList<String>();
        for (var account = 0; account < ACCOUNTS; account++) {
            var code = world.account();
            accounts.add(code);
            for (var bought = 0; bought < 4; bought++) {
                world.buyPackage(
                        code,
                        world.offer(region, specification, Math.max(1, records / 8)),
                        1,
                        START.plus(Duration.ofDays(bought * 30L)));
            }
        }
        return new Place(accounts, region, specification);
    }

    private double runImport(Place place, String name, int records) {
        var text = new StringBuilder("id,job,account,nodes,startedAt,endedAt\n");
        for (var record = 0; record < records; record++) {
            var start = start(record);
            text.append(record)
                    .append(",job-")
                    .append(record / 3)
                    .append(',')
                    .append(place.accounts().get(record % ACCOUNTS))
                    .append(',')
                    .append(1 + random.nextInt(8))
                    .append(',')
                    .append(start)
                    .append(',')
                    .append(start.plusSeconds(random.nextInt(3600)))
                    .append('\n');
        }
        var mapping = """
                {"region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING"}""".formatted(place.region(), place.specification());
        var began = System.nanoTime();
        var started = world.asSystem(() -> start(new NewImport(name, "csv", mapping), text.toString()));
        var ended = await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .pollInSameThread()
                .until(
                        () -> world.asSystem(() -> imports.get(started.id())),
                        state -> state.state() != UsageImport.State.RUNNING);
        var seconds = secondsSince(began);
        assertThat(ended.accepted()).isEqualTo(records);
        return seconds;
    }

    private UsageImport start(NewImport asked, String text) {
        try {
            return imports.start(asked, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double settle(Place place, String prefix, int records, int size) {
        var batches = new ArrayList<List<JsonNode>>();
        for (var from = 0; from < records; from += size) {
            var batch = new ArrayList<JsonNode>(size);
            for (var record = from; record < from + size; record++) {
                batch.add(event(place, prefix + size + "-" + record, record));
            }
            batches.add(batch);
        }
        var began = System.nanoTime();
        for (var batch : batches) {
            assertThat(world.asSystem(() -> events.report(batch)).accepted()).isEqualTo(size);
        }
        return secondsSince(began);
    }

    private JsonNode event(Place place, String id, int record) {
        var start = start(record);
        var event = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/benchmark")
                .put("type", "drawdown.usage.recorded.v1")
                .put("subject", "job-" + record / 3);
        event.putObject("data")
                .put("account", place.accounts().get(record % ACCOUNTS))
                .put("region", place.region())
                .put("pool", "PUBLIC")
                .put("specification", place.specification())
                .put("activity", "TRAINING")
                .put("nodes", 1 + random.nextInt(8))
                .put("startedAt", start.toString())
                .put("endedAt", start.plusSeconds(random.nextInt(3600)).toString());
        return event;
    }

    private static Instant start(int record) {
        return START.plusSeconds(record * 60L);
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void report(String what, int records, double seconds) {
        print("%s: %,d records in %.1f s, %,.0f records a second", what, records, seconds, records / seconds);
    }

    private static void print(String format, Object... values) {
        System.out.println("[benchmark " + DATABASE + "] " + format.formatted(values));
    }
}
