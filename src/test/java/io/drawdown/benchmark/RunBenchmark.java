package io.drawdown.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.purchase.Orders;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.SettlementAccess;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.event.TransactionalApplicationListener;

/**
 * How late thresholds of running jobs are told, from the second at which they are reached to the commit of the message, and what
 * the processor does in between. It isn't a test: `bin/benchmark` runs it.
 */
@DrawdownTest
class RunBenchmark {

    private static final String DATABASE = System.getProperty("drawdown.test.database", "h2");
    private static final int ACCOUNTS = 1000;
    private static final int JOBS = 10;
    private static final int IN_A_REQUEST = 50;
    private static final long NODES = 6;
    private static final Duration TO_THRESHOLD = Duration.ofSeconds(2880 / (JOBS * NODES));
    private static final Duration TO_END = Duration.ofSeconds(3600 / (JOBS * NODES));
    private static final Duration SPREAD = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(30);

    @Autowired
    World world;

    @Autowired
    SettlementAccess settlement;

    @Autowired
    Orders orders;

    @Autowired
    TestClock clock;

    @Autowired
    ConfigurableApplicationContext application;

    @Autowired
    @Qualifier("dueAccounts")
    SmartLifecycle dueAccounts;

    @Autowired
    @Qualifier("deliveryWorker")
    SmartLifecycle deliveries;

    @Autowired
    @Qualifier("unreadCounts")
    SmartLifecycle unreadCounts;

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();

    private record Told(AlertKind kind, long millisecondsLate) {}

    @Test
    void tellsOfTenThousandRunningJobs() throws InterruptedException {
        application.addApplicationListener(
                TransactionalApplicationListener.forPayload((Object event) -> committed(event)));
        clock.run();
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "7.20");
        var offer = world.offer(region, specification, 1);
        var accounts =
                IntStream.range(0, ACCOUNTS).mapToObj(number -> world.account()).toList();
        give(accounts, offer, clock.instant().minus(Duration.ofMinutes(10)));
        var workers = List.of(dueAccounts, deliveries, unreadCounts);
        workers.forEach(SmartLifecycle::start);
        try {
            var first = clock.instant().plusSeconds(30);
            start(accounts, region, specification, first.minus(TO_THRESHOLD));
            assertThat(clock.instant()).as("all jobs run").isBefore(first);
            report(
                    "spread over " + SPREAD.toSeconds() + " s",
                    first.plus(SPREAD).plus(TO_END));

            TimeUnit.SECONDS.sleep(5);
            var cpu = processorTime();
            TimeUnit.SECONDS.sleep(IDLE.toSeconds());
            print("next to nothing due: %.1f %% of one processor", (processorTime() - cpu) / 1e7 / IDLE.toSeconds());

            var instant = clock.instant().plusSeconds(60);
            give(accounts, offer, instant);
            assertThat(clock.instant()).as("all have a second package").isBefore(instant);
            report("all at the same second", instant.plus(TO_END));
        } finally {
            workers.reversed().forEach(SmartLifecycle::stop);
        }
    }

    private void give(List<String> accounts, Offer offer, Instant effectiveAt) {
        accounts.forEach(account -> world.asSystem(() -> orders.give(account, offer.code(), 1, effectiveAt)));
    }

    /** The package of one account after the other comes down to its threshold, evenly within a minute. */
    private void start(List<String> accounts, String region, String specification, Instant first) {
        for (var from = 0; from < ACCOUNTS; from += IN_A_REQUEST) {
            var starts = new ArrayList<UsageEvent>();
            for (var account = from; account < from + IN_A_REQUEST; account++) {
                var at = first.plusSeconds(SPREAD.toSeconds() * account / ACCOUNTS);
                for (var job = 0; job < JOBS; job++) {
                    starts.add(new UsageEvent.Started(
                            accounts.get(account),
                            "/benchmark",
                            "start-" + job,
                            "job-" + job,
                            region,
                            Pool.PUBLIC,
                            specification,
                            Activity.TRAINING,
                            NODES,
                            at));
                }
            }
            assertThat(settlement.settle(starts))
                    .extracting(EventResult::status)
                    .containsOnly(EventResult.Status.ACCEPTED);
        }
    }

    private void report(String what, Instant until) {
        var cpu = processorTime();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> clock.instant().isAfter(until.plusSeconds(2)));
        await().atMost(Duration.ofMinutes(5)).until(() -> told.size() >= 2 * ACCOUNTS);
        for (var kind : List.of(AlertKind.THRESHOLD, AlertKind.USED_UP)) {
            var late = told.stream()
                    .filter(one -> one.kind() == kind)
                    .map(Told::millisecondsLate)
                    .sorted()
                    .toList();
            print(
                    "%s, %,d running jobs, %s of %,d accounts: median %d ms late, 95 %% within %d ms, 99 %% within %d ms, latest %d ms",
                    what,
                    ACCOUNTS * JOBS,
                    kind,
                    late.size(),
                    late.get(late.size() / 2),
                    late.get(late.size() * 95 / 100),
                    late.get(late.size() * 99 / 100),
                    late.getLast());
            assertThat(late).hasSize(ACCOUNTS);
        }
        print("%s: %.1f s of processor time for %,d messages", what, (processorTime() - cpu) / 1e9, told.size());
        told.clear();
    }

    private void committed(Object event) {
        if (event instanceof Alert.Raised raised) {
            committed(raised, Clock.systemUTC().instant());
        }
    }

    private void committed(Alert.Raised raised, Instant now) {
        raised.alerts()
                .forEach(alert -> told.add(new Told(
                        alert.kind(), Duration.between(alert.happenedAt(), now).toMillis())));
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void print(String format, Object... values) {
        System.out.println("[benchmark " + DATABASE + "] " + format.formatted(values));
    }
}
