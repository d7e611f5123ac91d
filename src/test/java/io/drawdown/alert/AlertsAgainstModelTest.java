package io.drawdown.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Seeds;
import io.drawdown.TestClock;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.PackageBalances;
import io.drawdown.usage.UsageEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random histories of purchases, usage, voids, edits and time, against {@link SlowAlerts}. A failure names its seed;
 * {@code -Ddrawdown.seed=n} runs that one again.
 */
@DrawdownTest
@Tag("model")
class AlertsAgainstModelTest {

    private static final int HISTORIES = Seeds.count(30);
    private static final int STEPS = 40;

    @Autowired
    ObjectProvider<AlertStory> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    PackageBalances balances;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @AfterEach
    void turnBack() {
        clock.set(TestClock.START);
    }

    @Test
    void tellTheSame() {
        var seed = Long.getLong("drawdown.seed");
        var first = seed == null ? System.nanoTime() : seed;
        for (var history = 0; history < (seed == null ? HISTORIES : 1); history++) {
            new History(first + history).run();
        }
    }

    private final class History {

        private final long seed;
        private final Random random;
        private final AlertStory story = stories.getObject();
        private final List<UsageEvent.Recorded> used = new ArrayList<>();
        private final SlowAlerts model;

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            var standard = new UsageAlert(UsageAlert.Scope.EACH_PACKAGE, new AlertSetting(true, List.of(Threshold.percent(20))), List.of());
            this.model = new SlowAlerts(ZoneId.of("Asia/Shanghai"), standard, clock.instant());
        }

        void run() {
            var steps = new ArrayList<String>();
            for (var step = 0; step < STEPS; step++) {
                steps.add(step());
                assertThat(told()).as("seed %d, after %s", seed, steps).containsExactlyInAnyOrderElementsOf(model.messages());
            }
        }

        private String step() {
            return switch (random.nextInt(10)) {
                case 0, 1 -> buy(0);
                case 2 -> buy(random.nextBoolean() ? random.nextInt(40) : -random.nextInt(400));
                case 3, 4, 5 -> use();
                case 6 -> takeBack();
                case 7 -> edit();
                default -> pass();
            };
        }

        private String buy(int inDays) {
            var effectiveAt = inDays == 0 ? null : clock.instant().plus(inDays, ChronoUnit.DAYS);
            var id = Long.parseLong(story.buy(1 + random.nextInt(3), effectiveAt));
            model.created(all().stream().filter(balance -> balance.id() == id).findFirst().orElseThrow());
            return "a purchase for in " + inDays + " days";
        }

        private String use() {
            var records = new UsageEvent[1 + random.nextInt(3)];
            for (var record = 0; record < records.length; record++) {
                var start = clock.instant().minusSeconds(random.nextInt(5) == 0 ? random.nextInt(40_000_000) : 0);
                var usage = story.usage(1 + random.nextInt(5000), start);
                records[record] = usage;
                used.add(usage);
            }
            story.settle(records);
            model.changed(all());
            return records.length + " records of usage";
        }

        private String takeBack() {
            if (used.isEmpty()) {
                return "nothing";
            }
            story.takeBack(used.remove(random.nextInt(used.size())).id());
            model.changed(all());
            return "a void";
        }

        private String edit() {
            var scope = random.nextInt(3) == 0 ? UsageAlert.Scope.EACH_PACKAGE : UsageAlert.Scope.SAME_KIND;
            var targets = alerts(scope).stream()
                    .filter(target -> random.nextInt(3) == 0)
                    .map(target -> new UsageAlert.Target(target.packageId(), target.packageId() == null ? target.kind() : null, setting()))
                    .toList();
            var edited = new UsageAlert(scope, setting(), targets);
            story.edit(before -> edited);
            model.edited(edited);
            return "an edit";
        }

        private String pass() {
            var seconds = switch (random.nextInt(3)) {
                case 0 -> 1 + random.nextInt(100);
                case 1 -> random.nextInt(10 * 86_400);
                default -> random.nextInt(200 * 86_400);
            };
            var until = clock.instant().plusSeconds(seconds);
            if (random.nextBoolean()) {
                story.passTo(until);
            } else {
                clock.set(until);
                story.settle(story.usage(1, Instant.EPOCH));
            }
            model.passTo(until);
            return seconds + " seconds";
        }

        private AlertSetting setting() {
            var thresholds = new ArrayList<Threshold>();
            var count = 1 + random.nextInt(3);
            while (thresholds.size() < count) {
                var threshold = random.nextInt(3) == 0
                        ? new Threshold(Threshold.Type.REMAINING, 1 + random.nextInt(8000))
                        : Threshold.percent(1 + random.nextInt(99));
                if (!thresholds.contains(threshold)) {
                    thresholds.add(threshold);
                }
            }
            return new AlertSetting(random.nextInt(4) > 0, thresholds);
        }

        private List<WatchedTarget> alerts(UsageAlert.Scope scope) {
            return story.asSystem(() -> alerts.targets(story.account, scope));
        }

        private List<PackageBalance> all() {
            return transaction.execute(status -> balances.unexpired(List.of(story.account), Instant.EPOCH));
        }

        private List<String> told() {
            return story.notifications().stream()
                    .map(SlowAlerts::message)
                    .toList();
        }
    }
}
