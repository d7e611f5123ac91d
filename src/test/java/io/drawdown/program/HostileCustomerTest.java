package io.drawdown.program;

import static io.drawdown.program.Market.json;
import static io.drawdown.program.Market.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.api.ApiClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A customer's key that does its worst for five minutes, or for seconds in the short form. */
@Tag("program")
class HostileCustomerTest {

    private static final Duration DURATION = Duration.ofSeconds(AttackScale.of(10, 300));
    private static final int TARGETS = 300;
    private static final int SPECIFICATIONS = 12;
    private static final List<String> ACTIVITIES =
            List.of("DATA_PROCESSING", "DEVELOPMENT", "TRAINING", "MANAGEMENT", "DEPLOYMENT");
    private static final int CONCURRENCY = 4;

    private final SharedServer shared = SharedServer.get();
    private final ServerSocket tarpit = tarpit();

    @AfterEach
    void close() throws IOException {
        tarpit.close();
    }

    @Test
    void doesNotSlowOthersOrFillTheDisk() {
        var market = shared.market();
        var account = market.openAccount("hostile");
        for (var number = 0; number < 20; number++) {
            market.buy(account);
        }
        for (var number = 0; number < SPECIFICATIONS; number++) {
            market.specification(specification(number));
        }
        var metering = market.createKey(account, "METERING");
        requireSuccess(Market.reportUsage(metering, Market.batch(account, "used-", 5000, "")));
        var customer = market.createKey(account, "CUSTOMER");
        var webhook = requireSuccess(customer.post(
                        path(account, "webhooks"),
                        json("{'url':'http://localhost:" + tarpit.getLocalPort()
                                + "/','kinds':['THRESHOLD','USED_UP']}")))
                .at("/id")
                .stringValue();
        var statuses = new ConcurrentSkipListMap<String, AtomicInteger>();

        shared.attack().run("a hostile customer", 200, 100, 5, measured -> {
            List<IntFunction<Answer>> worst = List.of(
                    round -> customer.put(path(account, "usage-alert"), settings(round)),
                    round -> customer.put(path(account, "alert-recipients"), recipients(round)),
                    round -> customer.post(path(account, "webhooks/" + webhook + "/test"), ""),
                    round -> customer.post(
                            path(account, "webhooks"),
                            json("{'url':'http://localhost:" + tarpit.getLocalPort() + "/" + round
                                    + "','kinds':['THRESHOLD']}")),
                    round -> customer.post(
                            path(account, "orders"),
                            json("{'offer':'" + Market.OFFER
                                    + "','quantity':999,'acknowledgements':{'nonRefundable':true,'region':'"
                                    + Market.REGION + "'}}"),
                            "Idempotency-Key",
                            UUID.randomUUID().toString()),
                    round -> customer.put(path(account, "usage-alert"), "[".repeat(100_000)),
                    round -> customer.csv(path(account, "usage")));
            var end = System.nanoTime() + DURATION.toNanos();
            try (var threads = Executors.newFixedThreadPool(worst.size() * CONCURRENCY)) {
                for (var kind = 0; kind < worst.size() * CONCURRENCY; kind++) {
                    var what = kind % worst.size();
                    threads.submit(() -> {
                        for (var round = 0; System.nanoTime() < end; round++) {
                            var status = worst.get(what).apply(round).status();
                            statuses.computeIfAbsent(what + ":" + status, key -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                    });
                }
            }
        });

        System.out.println("[nightly] answers: " + statuses);
        assertThat(statuses.keySet()).as("answers %s", statuses).noneMatch(key -> key.endsWith(":500"));
        assertThat(market.findViolations()).isEqualTo("[]");
    }

    /** Takes connections and never answers, as a webhook's receiver may. */
    private static ServerSocket tarpit() {
        try {
            return new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Settings of the most targets that are accepted, with other thresholds each time. */
    private static String settings(int round) {
        var targets = IntStream.range(0, TARGETS)
                .mapToObj(target ->
                        "{'region':'" + Market.REGION + "','specification':'" + specification(target % SPECIFICATIONS)
                                + "','activities':[" + activities(1 + target / SPECIFICATIONS)
                                + "],'enabled':true,'thresholds':[{'type':'PERCENTAGE','value':"
                                + (1 + (round + target) % 99) + "}]}")
                .collect(Collectors.joining(","));
        return json("{'scope':'EACH_PACKAGE','default':{'enabled':true,'thresholds':[{'type':'PERCENTAGE','value':"
                + (1 + round % 99) + "}]},'targets':[" + targets + "]}");
    }

    private static String specification(int number) {
        return "gpu.hostile-" + number;
    }

    /** The activities whose bits are set. */
    private static String activities(int bits) {
        return IntStream.range(0, ACTIVITIES.size())
                .filter(bit -> (bits >> bit & 1) == 1)
                .mapToObj(bit -> "'" + ACTIVITIES.get(bit) + "'")
                .collect(Collectors.joining(","));
    }

    private static String recipients(int round) {
        return IntStream.range(0, 20)
                .mapToObj(number -> "\"victim-" + round + "-" + number + "@example.com\"")
                .collect(Collectors.joining(",", "{\"emails\":[", "]}"));
    }

    private static String path(String account, String rest) {
        return "accounts/" + account + "/" + rest;
    }
}
