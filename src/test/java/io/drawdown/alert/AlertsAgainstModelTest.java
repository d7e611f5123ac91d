package io.drawdown.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.Seeds;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
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
 * {@link ReferenceAlerts}. A failure names its seed; {@code -Ddrawdown.seed=n} runs that one again, {@code -Ddrawdown.seeds.count=n}
 * runs more.
 */
@DrawdownTest
@Tag("dialect")
@Tag("model")
class AlertsAgainstModelTest {

    private static final int HISTORIES = Seeds.count(7);
    private static final int STEPS = 60;

    @Autowired
    ObjectProvider<AlertScenario> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    DefaultRollout rollout;

    @Autowired
    World world;

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
        platform = world.asSystem(alerts::getPlatformDefault);
        jdbc.sql("delete from usage_alert_follower").update();
    }

    @AfterEach
    void resetClockAndDefault() {
        clock.set(TestClock.START);
        setPlatform(platform);
    }

    private void setPlatform(UsageAlert edited) {
        world.asSystem(() -> alerts.putPlatformDefault(edited));
        rollout.rollOut();
    }

    @Test
    void alertsMatchTheReferenceModel() {
        var seed = Long.getLong("drawdown.seed");
        var first = seed == null ? System.nanoTime() : seed;
        for (var history = 0; history < (seed == null ? HISTORIES : 1); history++) {
            setPlatform(platform);
            new RandomHistory(first + history).run();
        }
    }

    private final class RandomHistory {

        private final long seed;
        private final Random random;
        private final AlertScenario scenario = stories.getObject();
        private final List<UsageEvent.Recorded> usageEvents = new ArrayList<>();
        private final ReferenceAlerts model;
        private UsageAlert settings = platform;
        private boolean hasOwn;

        RandomHistory(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.model = new ReferenceAlerts(ZoneId.of("Asia/Shanghai"), settings, clock.instant());
        }

        void run() {
            var steps = new ArrayList<String>();
            for (var step = 0; step < STEPS; step++) {
                steps.add(step());
                assertThat(messages())
                        .as("seed %d, after %s", seed, steps)
                        .containsExactlyInAnyOrderElementsOf(model.messages());
            }
        }

        private String step() {
            return switch (random.nextInt(12)) {
                case 0, 1 -> buy(0);
                case 2 -> buy(random.nextBoolean() ? random.nextInt(40) : -random.nextInt(400));
                case 3, 4, 5 -> reportUsage();
                case 6 -> voidUsage();
                case 7, 8, 9 -> edit();
                default -> advance();
            };
        }

        private String buy(int inDays) {
            var effectiveAt = inDays == 0 ? null : clock.instant().plus(inDays, ChronoUnit.DAYS);
            var id = Long.parseLong(scenario.buy(1 + random.nextInt(3), effectiveAt));
            model.afterCreation(balances().stream()
                    .filter(balance -> balance.id() == id)
                    .findFirst()
                    .orElseThrow());
            return "a purchase for in " + inDays + " days";
        }

        private String reportUsage() {
            var records = new UsageEvent[1 + random.nextInt(3)];
            for (var record = 0; record < records.length; record++) {
                var start = clock.instant().minusSeconds(random.nextInt(5) == 0 ? random.nextInt(40_000_000) : 0);
                var usage = scenario.usageEvent(1 + random.nextInt(5000), start);
                records[record] = usage;
                usageEvents.add(usage);
            }
            scenario.settle(records);
            model.afterChange(balances());
            return records.length + " records of usage";
        }

        private String voidUsage() {
            if (usageEvents.isEmpty()) {
                return "nothing";
            }
            scenario.voidUsage(
                    usageEvents.remove(random.nextInt(usageEvents.size())).id());
            model.afterChange(balances());
            return "a void";
        }

        private String edit() {
            if (!hasOwn && random.nextInt(4) > 0) {
                settings = new UsageAlert(scope(), setting(), List.of());
                setPlatform(settings);
            } else {
                hasOwn = true;
                settings = edited();
                scenario.editSettings(before -> settings);
            }
            model.afterEdit(settings);
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

        private String advance() {
            var seconds = switch (random.nextInt(3)) {
                case 0 -> 1 + random.nextInt(100);
                case 1 -> random.nextInt(10 * 86_400);
                default -> random.nextInt(200 * 86_400);
            };
            var until = clock.instant().plusSeconds(seconds);
            if (random.nextBoolean()) {
                scenario.advanceTo(until);
            } else {
                clock.set(until);
                scenario.settle(scenario.usageEvent(1, Instant.EPOCH));
            }
            model.advanceTo(until);
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

        private List<AlertTarget> alerts(UsageAlert.Scope scope) {
            return scenario.asSystem(() -> alerts.listTargets(scenario.account, scope));
        }

        private List<PackageBalance> balances() {
            return transaction.execute(status -> balances.findUnexpired(List.of(scenario.account), Instant.EPOCH));
        }

        private List<String> messages() {
            return scenario.notifications().stream()
                    .map(ReferenceAlerts::messageOf)
                    .toList();
        }
    }
}
