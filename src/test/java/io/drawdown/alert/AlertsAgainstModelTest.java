package io.drawdown.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random histories of purchases, usage, voids, edits of the account's settings and of the platform's default, and time, against
 * {@link SlowAlerts}. A failure names its seed; {@code -Ddrawdown.seed=n} runs that one again, {@code -Ddrawdown.seeds.count=n}
 * runs more.
 */
@DrawdownTest
@Tag("model")
class AlertsAgainstModelTest {

    private static final int HISTORIES = Seeds.count(20);
    private static final int STEPS = 60;

    @Autowired
    ObjectProvider<AlertStory> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    DefaultRollout rollout;

    @Autowired
    Fixture fixture;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PackageBalances balances;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private UsageAlert platform;

    /** Accounts of other tests follow the newest default, so that an edit of it moves only those of this one. */
    @BeforeEach
    void forgetFollowers() {
        platform = fixture.asSystem(alerts::platform);
        jdbc.sql("delete from usage_alert_follower").update();
    }

    @AfterEach
    void turnBack() {
        clock.set(TestClock.START);
        setPlatform(platform);
    }

    private void setPlatform(UsageAlert edited) {
        fixture.asSystem(() -> alerts.putPlatform(edited));
        rollout.rollOut();
    }

    @Test
    void tellTheSame() {
        var seed = Long.getLong("drawdown.seed");
        var first = seed == null ? System.nanoTime() : seed;
        for (var history = 0; history < (seed == null ? HISTORIES : 1); history++) {
            setPlatform(platform);
            new History(first + history).run();
        }
    }

    private final class History {

        private final long seed;
        private final Random random;
        private final AlertStory story = stories.getObject();
        private final List<UsageEvent.Recorded> used = new ArrayList<>();
        private final SlowAlerts model;
        private UsageAlert settings = platform;
        private boolean hasOwn;

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.model = new SlowAlerts(ZoneId.of("Asia/Shanghai"), settings, clock.instant());
        }

        void run() {
            var steps = new ArrayList<String>();
            for (var step = 0; step < STEPS; step++) {
                steps.add(step());
                assertThat(told())
                        .as("seed %d, after %s", seed, steps)
                        .containsExactlyInAnyOrderElementsOf(model.messages());
            }
        }

        private String step() {
            return switch (random.nextInt(12)) {
                case 0, 1 -> buy(0);
                case 2 -> buy(random.nextBoolean() ? random.nextInt(40) : -random.nextInt(400));
                case 3, 4, 5 -> use();
                case 6 -> takeBack();
                case 7, 8, 9 -> edit();
                default -> pass();
            };
        }

        private String buy(int inDays) {
            var effectiveAt = inDays == 0 ? null : clock.instant().plus(inDays, ChronoUnit.DAYS);
            var id = Long.parseLong(story.buy(1 + random.nextInt(3), effectiveAt));
            model.created(all().stream()
                    .filter(balance -> balance.id() == id)
                    .findFirst()
                    .orElseThrow());
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
            if (!hasOwn && random.nextInt(4) > 0) {
                settings = new UsageAlert(scope(), setting(), List.of());
                setPlatform(settings);
            } else {
                hasOwn = true;
                settings = edited();
                story.edit(before -> settings);
            }
            model.edited(settings);
            return (hasOwn ? "" : "platform ") + settings;
        }

        private UsageAlert edited() {
            var standard = settings.standard();
            var targets = settings.targets();
            return switch (random.nextInt(8)) {
                case 0 -> new UsageAlert(scope(), setting(), targets(scope()));
                case 1 -> new UsageAlert(settings.scope(), standard, targets(settings.scope()));
                case 2 -> new UsageAlert(scope(), standard, targets);
                case 3 ->
                    new UsageAlert(
                            settings.scope(), new AlertSetting(!standard.enabled(), standard.thresholds()), targets);
                case 4 -> new UsageAlert(settings.scope(), setting(), targets);
                case 5 ->
                    new UsageAlert(
                            settings.scope(),
                            standard,
                            targets.stream()
                                    .filter(target -> random.nextBoolean())
                                    .toList());
                case 6 ->
                    new UsageAlert(
                            settings.scope(),
                            standard,
                            targets.stream()
                                    .map(target -> random.nextBoolean()
                                            ? target
                                            : new UsageAlert.Target(target.packageId(), target.kind(), setting()))
                                    .toList());
                default -> settings;
            };
        }

        private UsageAlert.Scope scope() {
            return random.nextInt(3) == 0 ? UsageAlert.Scope.EACH_PACKAGE : UsageAlert.Scope.SAME_KIND;
        }

        private List<UsageAlert.Target> targets(UsageAlert.Scope scope) {
            return alerts(scope).stream()
                    .filter(target -> random.nextInt(3) == 0)
                    .map(target -> new UsageAlert.Target(
                            target.packageId(), target.packageId() == null ? target.kind() : null, setting()))
                    .toList();
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
            return story.notifications().stream().map(SlowAlerts::message).toList();
        }
    }
}
