package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.ReferenceAlerts;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.domain.Pageable;

/** Running jobs while several servers look for what is due and take events in at the same moment: everything happens once. */
@DrawdownTest
@Tag("dialect")
@ExtendWith(OutputCaptureExtension.class)
class TwoServersTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 5;
    private static final int ACCOUNTS = 12;

    @Autowired
    World world;

    @Autowired
    Settlement settlement;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    Inbox inbox;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    TestClock clock;

    private final AtomicInteger events = new AtomicInteger();

    @Test
    void doAllScheduledWorkOnce(CapturedOutput output) throws Exception {
        clock.set(TestClock.START);
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "3.60");
        var offer = world.offer(region, specification, 1, Activity.TRAINING);
        var accounts =
                IntStream.range(0, ACCOUNTS).mapToObj(number -> world.account()).toList();
        for (var account : accounts) {
            world.buyPackage(account, offer, 1, null);
            for (var job = 0; job < 3; job++) {
                settlement.settle(List.of(started(account, "job-" + job, region, specification, Activity.TRAINING)));
            }
        }
        for (var round = 0; round < ROUNDS; round++) {
            clock.advance(Duration.ofMinutes(10));
            runConcurrently(thread -> () -> {
                if (thread % 2 == 0) {
                    dueAccounts.catchUp();
                } else {
                    var shuffled = new ArrayList<>(accounts);
                    Collections.shuffle(shuffled, new Random(thread));
                    settlement.settle(shuffled.stream()
                            .map(account -> recorded(account, region, specification))
                            .toList());
                    settlement.settle(List.of(started(
                            shuffled.getFirst(),
                            "job-" + thread + "-" + clock.instant(),
                            region,
                            specification,
                            Activity.DEPLOYMENT)));
                }
            });
        }
        dueAccounts.catchUp();

        assertThat(output).doesNotContain("could not be done");
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
        assertThat(accounts)
                .allSatisfy(account -> assertThat(notifications(account))
                        .containsExactly("960 THRESHOLD 20% 720/3600", "1200 USED_UP 0/3600"));
    }

    private void runConcurrently(IntFunction<Runnable> work) throws Exception {
        var moment = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<?>>();
            for (var thread = 0; thread < THREADS; thread++) {
                var own = work.apply(thread);
                running.add(threads.submit(() -> {
                    moment.await();
                    own.run();
                    return null;
                }));
            }
            for (var each : running) {
                each.get(2, TimeUnit.MINUTES);
            }
        }
    }

    private List<String> notifications(String account) {
        return world
                .asSystem(() -> inbox.list(account, new NotificationFilter(null, null, null))
                        .page(Pageable.unpaged()))
                .getContent()
                .reversed()
                .stream()
                .map(told -> Duration.between(TestClock.START, told.happenedAt())
                                .toSeconds() + " " + ReferenceAlerts.describe(told))
                .toList();
    }

    private UsageEvent started(String account, String job, String region, String specification, Activity activity) {
        return new UsageEvent.Started(
                account, "/scheduler", id(), job, region, Pool.PUBLIC, specification, activity, 1, clock.instant());
    }

    /** Used in the dedicated pool, so that the packages are drawn down by the jobs alone. */
    private UsageEvent recorded(String account, String region, String specification) {
        return new UsageEvent.Recorded(
                account,
                "/scheduler",
                id(),
                "batch",
                region,
                Pool.DEDICATED,
                specification,
                Activity.TRAINING,
                1,
                clock.instant().minusSeconds(30),
                clock.instant());
    }

    private String id() {
        return "event-" + events.incrementAndGet();
    }
}
