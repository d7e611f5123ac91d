package io.drawdown.program;

import static io.drawdown.program.Market.done;
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
class KillsTest {

    private static final long SEED = Long.getLong("drawdown.seed", System.nanoTime());
    private static final int KILLS = Scale.of(2, 20);
    private static final int SENDERS = 4;
    private static final int RECORDS = 50;
    private static final long RECORD_NODE_SECONDS = 3600;

    @Test
    void loseAndDoubleNothingOnH2() {
        killAgainAndAgain(Map.of());
    }

    @Test
    @Tag("nightly")
    void loseAndDoubleNothingOnPostgres() throws IOException {
        try (var postgres =
                EmbeddedPostgres.builder().setServerConfig("timezone", "UTC").start()) {
            killAgainAndAgain(Map.of(
                    "SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                    "SPRING_DATASOURCE_USERNAME", "postgres",
                    "SPRING_DATASOURCE_PASSWORD", ""));
        }
    }

    private static void killAgainAndAgain(Map<String, String> database) {
        System.out.println("KillsTest: -Ddrawdown.seed=" + SEED);
        var random = new Random(SEED);
        try (var server = RealServer.start(database)) {
            var market = Market.open(server);
            var account = market.account("killed");
            var metering = market.key(account, "METERING");
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
                    RealServer.pause(Duration.ofMillis(1000 + random.nextInt(2000)));
                    server.kill();
                    over.set(true);
                }
                server.restart();
            }

            var before = records(market, account);
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

            assertThat(records(market, account)).isEqualTo((long) sent.get() * RECORDS);
            assertThat(done(market.admin().get("accounts/" + account + "/totals"))
                            .at("/nodeSeconds")
                            .longValue())
                    .isEqualTo(sent.get() * RECORDS * RECORD_NODE_SECONDS);
            assertThat(market.violations()).isEqualTo("[]");
        }
    }

    private static boolean isAcknowledged(ApiClient metering, String account, int batch) {
        try {
            return Market.report(metering, Market.batch(account, batch + "-", RECORDS, ""))
                            .status()
                    == 200;
        } catch (IllegalStateException gone) {
            return false;
        }
    }

    private static long records(Market market, String account) {
        return done(market.admin().get("accounts/" + account + "/totals"))
                .at("/usageRecords")
                .longValue();
    }
}
