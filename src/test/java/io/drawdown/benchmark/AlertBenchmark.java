package io.drawdown.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.notification.email.Recipients;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.TestMail;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.SettlementAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/**
 * How long it takes from the commit of a crossing to the mail server's acceptance of the message, while usage of other
 * accounts comes in. It isn't a test: `bin/benchmark` runs it.
 */
@DrawdownTest
class AlertBenchmark {

    private static final String DATABASE = System.getProperty("drawdown.test.database", "h2");
    private static final int WARM_UP = 20;
    private static final int MEASURED = 200;
    private static final int RECORDS_IN_A_BATCH = 100;
    private static final int BATCHES_A_SECOND = 10;

    @Autowired
    World world;

    @Autowired
    SettlementAccess settlement;

    @Autowired
    Recipients recipients;

    @Autowired
    TestClock clock;

    @Autowired
    @Qualifier("deliveryWorker")
    SmartLifecycle deliveries;

    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger settled = new AtomicInteger();

    @Test
    void tellsByMailWhileUsageComesIn() throws InterruptedException {
        clock.set(TestClock.START);
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "7.20");
        var busy = account(region, specification, 1_000_000);
        deliveries.start();
        try (var feed = Executors.newSingleThreadScheduledExecutor()) {
            feed.scheduleAtFixedRate(
                    () -> feed(busy, region, specification), 0, 1000 / BATCHES_A_SECOND, TimeUnit.MILLISECONDS);
            for (var alert = 0; alert < WARM_UP; alert++) {
                millisecondsToMail(region, specification);
            }
            var milliseconds = new ArrayList<Double>();
            var before = settled.get();
            var began = System.nanoTime();
            for (var alert = 0; alert < MEASURED; alert++) {
                milliseconds.add(millisecondsToMail(region, specification));
            }
            var rate = (settled.get() - before) / ((System.nanoTime() - began) / 1e9);
            feed.shutdownNow();
            milliseconds.sort(null);
            System.out.printf(
                    "[benchmark %s] from the commit of a crossing to the mail server's acceptance, %,.0f records a second"
                            + " coming in: median %.0f ms, 95 %% within %.0f ms, longest %.0f ms, of %d%n",
                    DATABASE,
                    rate,
                    milliseconds.get(MEASURED / 2),
                    milliseconds.get(MEASURED * 95 / 100),
                    milliseconds.getLast(),
                    MEASURED);
        } finally {
            deliveries.stop();
        }
    }

    private String account(String region, String specification, long nodeHours) {
        var account = world.account();
        world.buyPackage(account, world.offer(region, specification, nodeHours), 1, null);
        return account;
    }

    private void feed(String account, String region, String specification) {
        var batch = new ArrayList<UsageEvent>();
        for (var record = 0; record < RECORDS_IN_A_BATCH; record++) {
            batch.add(usage(account, region, specification, 1));
        }
        settled.addAndGet(settlement.settle(batch).size());
    }

    private double millisecondsToMail(String region, String specification) throws InterruptedException {
        var account = account(region, specification, 1);
        var email = account + "@acme.example";
        world.asSystem(() -> recipients.put(account, List.of(email)));
        settlement.settle(List.of(usage(account, region, specification, 3000)));
        var committed = System.nanoTime();
        while (TestMail.findMessages(email).isEmpty()) {
            assertThat(System.nanoTime() - committed).isLessThan(TimeUnit.MINUTES.toNanos(1));
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return (System.nanoTime() - committed) / 1e6;
    }

    private UsageEvent usage(String account, String region, String specification, long nodeSeconds) {
        return new UsageEvent.Recorded(
                account,
                "/benchmark",
                "alert-" + events.incrementAndGet(),
                "job",
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                nodeSeconds,
                TestClock.START,
                TestClock.START.plusSeconds(1));
    }
}
