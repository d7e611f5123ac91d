package io.drawdown.program;

import static io.drawdown.program.Market.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.api.ApiClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Up to 150 of the largest requests that are accepted, all at once, on 1 GiB of heap. */
@Tag("program")
class LargestRequestsTest {

    private static final int REQUESTS = AttackScale.of(12, 150);
    private static final int BODIES = AttackScale.of(1, 6);
    private static final int RECORDS = 10_000;
    private static final int BODY_BYTES = 31 * 1024 * 1024;

    private final SharedServer shared = SharedServer.get();

    @Test
    void servesOthersAndKeepsTheLedgerExact() {
        var market = shared.market();
        var account = market.openAccount("reporter");
        var metering = market.createKey(account, "METERING");
        var padding = ",'note':'"
                + "x"
                        .repeat(BODY_BYTES / RECORDS
                                - Market.event(account, "0-00000", "").length()
                                - 20) + "'";
        var bodies = IntStream.range(0, BODIES)
                .mapToObj(body -> Market.batch(account, body + "-", RECORDS, Market.json(padding))
                        .getBytes(StandardCharsets.US_ASCII))
                .toList();
        var statuses = new ConcurrentSkipListMap<Integer, AtomicInteger>();
        var accepted = new AtomicLong();

        shared.attack()
                .run(
                        REQUESTS + " batches of 31 MiB",
                        200,
                        400,
                        1,
                        measured -> send(metering, bodies, statuses, accepted));

        System.out.println("[nightly] answers: " + statuses);
        assertThat(statuses.keySet())
                .as("answers %s", statuses)
                .isSubsetOf(200, 429, 503)
                .contains(200);
        var totals = requireSuccess(market.admin().get("accounts/" + account + "/totals"));
        assertThat(totals.at("/usageRecords").longValue()).isEqualTo(accepted.get());
        assertThat(totals.at("/nodeSeconds").longValue()).isEqualTo(accepted.get() * 3600);
        assertThat(market.findViolations()).isEqualTo("[]");
    }

    private static void send(
            ApiClient metering,
            List<byte[]> bodies,
            ConcurrentSkipListMap<Integer, AtomicInteger> statuses,
            AtomicLong accepted) {
        try (var senders = Executors.newFixedThreadPool(REQUESTS)) {
            for (var request = 0; request < REQUESTS; request++) {
                var body = bodies.get(request % BODIES);
                senders.submit(() -> {
                    var answer = metering.post("events", body, "application/cloudevents-batch+json");
                    statuses.computeIfAbsent(answer.status(), status -> new AtomicInteger())
                            .incrementAndGet();
                    if (answer.status() == 200) {
                        accepted.addAndGet(answer.at("/accepted").longValue());
                    }
                });
            }
        }
    }
}
