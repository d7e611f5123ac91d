package io.drawdown.program;

import static io.drawdown.program.Market.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.api.ApiClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} again and again while usage streams in: what was acknowledged is there once, whatever is sent again. */
@Tag("program")
class ServerKillTest {

    private static final long SEED = Long.getLong("drawdown.seed", System.nanoTime());
    private static final int KILLS = AttackScale.of(2, 20);
    private static final int SENDERS = 4;
    private static final int RECORDS = 50;
    private static final long RECORD_NODE_SECONDS = 3600;

    @Test
    void losesAndDuplicatesNothingOnH2() {
        killRepeatedly(Map.of());
    }

    @Test
    @Tag("nightly")
    void losesAndDuplicatesNothingOnPostgres() throws IOException {
        try (var postgres =
                EmbeddedPostgres.builder().setServerConfig("timezone", "UTC").start()) {
            killRepeatedly(Map.of(
                    "SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                    "SPRING_DATASOURCE_USERNAME", "postgres",
                    "SPRING_DATASOURCE_PASSWORD", ""));
        }
    }

    private static void killRepeatedly(Map<String, String> database) {
        System.out.println("ServerKillTest: -Ddrawdown.seed=" + SEED);
        var random = new Random(SEED);
        try (var server = ServerProcess.start(database)) {
            var market = Market.create(server);
            var account = market.openAccount("killed");
            var metering = market.createKey(account, "METERING");
            var sent = new AtomicInteger();
            Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

            for (var kill = 0; kill < KILLS; kill++) {
                var over = new AtomicBoolean();
                try (var senders = Executors.newFixedThreadPool(SENDERS)) {
                    IntStream.range(0, SENDERS)
                            .<Future<?>>mapToObj(sender -> senders.submit(() -> {
                                while (!over.get()) {
                                    var batch = sent.getAndIncrement();
                                    if (isAcknowledged(metering, account, batch)) {
                                        acknowledged.add(batch);
                                    }
                                }
                            }))
                            .toList();
                    ServerProcess.pause(Duration.ofMillis(1000 + random.nextInt(2000)));
                    server.kill();
                    over.set(true);
                }
                server.restart();
            }

            var before = countRecords(market, account);
            assertThat(before)
                    .as("records after %d kills", KILLS)
                    .isBetween((long) acknowledged.size() * RECORDS, (long) sent.get() * RECORDS);
            IntStream.range(0, sent.get())
                    .parallel()
                    .forEach(batch ->
                            assertThat(isAcknowledged(metering, account, batch)).isTrue());
            System.out.printf(
                    "[nightly] %d kills: %d batches sent, %d acknowledged, %d records found%n",
                    KILLS, sent.get(), acknowledged.size(), before);

            assertThat(countRecords(market, account)).isEqualTo((long) sent.get() * RECORDS);
            assertThat(requireSuccess(market.admin().get("accounts/" + account + "/totals"))
                            .at("/nodeSeconds")
                            .longValue())
                    .isEqualTo(sent.get() * RECORDS * RECORD_NODE_SECONDS);
            assertThat(market.findViolations()).isEqualTo("[]");
        }
    }

    private static boolean isAcknowledged(ApiClient metering, String account, int batch) {
        try {
            return Market.reportUsage(metering, Market.batch(account, batch + "-", RECORDS, ""))
                            .status()
                    == 200;
        } catch (IllegalStateException gone) {
            return false;
        }
    }

    private static long countRecords(Market market, String account) {
        return requireSuccess(market.admin().get("accounts/" + account + "/totals"))
                .at("/usageRecords")
                .longValue();
    }
}
