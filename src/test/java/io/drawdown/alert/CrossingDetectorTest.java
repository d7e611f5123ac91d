package io.drawdown.alert;

import static io.drawdown.alert.settings.Threshold.percent;
import static io.drawdown.alert.settings.UsageAlert.Scope.EACH_PACKAGE;
import static io.drawdown.alert.settings.UsageAlert.Scope.SAME_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.Threshold.Type;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.catalog.model.Activity;
import io.drawdown.notification.message.Notification;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** R19 to R21, for what purchases, usage and voids change. An hour is 3,600 node-seconds; 20 % of it are 720. */
@DrawdownTest
@Tag("dialect")
class CrossingDetectorTest {

    @Autowired
    ObjectProvider<AlertScenario> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    World world;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private AlertScenario scenario;

    @BeforeEach
    void createScenario() {
        scenario = stories.getObject();
    }

    @Test
    void appliesThePlatformDefaultToANewAccount() {
        assertThat(world.asSystem(() -> alerts.get(scenario.account)))
                .isEqualTo(new UsageAlert(EACH_PACKAGE, new AlertSetting(true, List.of(percent(20))), List.of()));
    }

    @Test
    void alertsOnceAtExactlyTheThreshold() {
        var bought = scenario.buy(1);
        scenario.reportUsage(2879);
        assertThat(scenario.messages()).isEmpty();
        scenario.reportUsage(1);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 720/3600");
        scenario.reportUsage(100);
        assertThat(scenario.messages()).hasSize(1);
        assertThat(scenario.notifications()).singleElement().satisfies(told -> {
            assertThat(told.packageId()).isEqualTo(bought);
            assertThat(told.packageKind())
                    .isEqualTo(new PackageKind(scenario.region, scenario.specification, Set.of(Activity.TRAINING)));
            assertThat(told.happenedAt()).isEqualTo(TestClock.START);
            assertThat(told.readAt()).isNull();
        });
    }

    @Test
    void rearmsWhenAReversalRaisesRemainingAboveTheThreshold() {
        scenario.buy(1);
        scenario.reportUsage(2800);
        var last = scenario.reportUsage(100);
        scenario.voidUsage(last);
        scenario.reportUsage(79);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 700/3600");
        scenario.reportUsage(1);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 20% 720/3600");
    }

    @Test
    void doesNotRearmWhenAReversalLeavesRemainingBelow() {
        scenario.buy(1);
        scenario.reportUsage(2880);
        var last = scenario.reportUsage(100);
        scenario.voidUsage(last);
        scenario.reportUsage(10);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 720/3600");
    }

    @Test
    void treatsARequestAsOneChange() {
        scenario.buy(1);
        var wrong = scenario.usageEvent(3000, TestClock.START);
        scenario.settle(wrong, scenario.voidEvent(wrong.id()), scenario.usageEvent(10, TestClock.START));
        assertThat(scenario.messages()).isEmpty();
    }

    @Test
    void sendsOneMessageForTheLowestThresholdAndRecordsAll() {
        scenario.watch(EACH_PACKAGE, percent(50), percent(20), new Threshold(Type.REMAINING, 1000), percent(5));
        var bought = scenario.buy(1);
        scenario.reportUsage(3000);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 600/3600");
        assertThat(crossings(bought)).containsExactlyInAnyOrder("PERCENTAGE 50", "PERCENTAGE 20", "REMAINING 1000");
        scenario.reportUsage(420);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 600/3600", "THRESHOLD 5% 180/3600");
    }

    @Test
    void sendsUsedUpInsteadWhenNothingRemains() {
        var bought = scenario.buy(1);
        var all = scenario.reportUsage(5000);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
        assertThat(crossings(bought)).containsExactlyInAnyOrder("PERCENTAGE 20", "USED_UP 0");
        scenario.voidUsage(all);
        scenario.reportUsage(3600);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600", "USED_UP 0/3600");
    }

    @Test
    void sendsUsedUpForAThresholdSetOnAnEmptyPackage() {
        var bought = scenario.buy(1);
        setPackageThresholds(bought, false, percent(20));
        scenario.reportUsage(3600);
        scenario.watch(EACH_PACKAGE, percent(20), percent(5));
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
        assertThat(crossings(bought)).containsExactlyInAnyOrder("PERCENTAGE 20", "PERCENTAGE 5", "USED_UP 0");
    }

    @Test
    void alertsAboutEachPackageThatARequestTakesBelow() {
        var first = scenario.buy(1);
        var second = scenario.buy(2);
        scenario.reportUsage(3600 + 7000);
        assertThat(scenario.notifications())
                .extracting(Notification::packageId, told -> AlertScenario.describe(told))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(first, "USED_UP 0/3600"),
                        org.assertj.core.groups.Tuple.tuple(second, "THRESHOLD 20% 200/7200"));
    }

    @Test
    void ignoresPackagesThatAreNotValidNow() {
        scenario.buy(1, TestClock.START.minus(Duration.ofDays(400)));
        scenario.settle(scenario.usageEvent(3600, TestClock.START.minus(Duration.ofDays(300))));
        scenario.buy(1, TestClock.START.plusSeconds(60));
        scenario.settle(scenario.usageEvent(3000, TestClock.START.plusSeconds(60)));
        assertThat(scenario.messages()).isEmpty();
    }

    @Test
    void alertsForALateRecordWhileThePackageIsValid() {
        scenario.buy(1, TestClock.START.minus(Duration.ofDays(100)));
        scenario.settle(scenario.usageEvent(3000, TestClock.START.minus(Duration.ofDays(90))));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 600/3600");
        assertThat(scenario.notifications().getFirst().happenedAt()).isEqualTo(TestClock.START);
    }

    @Test
    void doesNotAlertForAPackageCreatedBelowTheThreshold() {
        scenario.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 3600));
        scenario.buy(1);
        scenario.reportUsage(100);
        assertThat(scenario.messages()).isEmpty();
        scenario.reportUsage(3500);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
    }

    @Test
    void alertsAtOnceWhenAThresholdIsEditedAboveRemaining() {
        scenario.buy(1);
        scenario.reportUsage(1800);
        scenario.watch(EACH_PACKAGE, percent(50), percent(20));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 50% 1800/3600");
    }

    @Test
    void comparesOnlyTheThresholdsThatAnEditChanged() {
        scenario.buy(1);
        scenario.reportUsage(3000);
        scenario.watch(EACH_PACKAGE, percent(20), percent(5));
        assertThat(scenario.messages()).as("20 % was told before").containsExactly("THRESHOLD 20% 600/3600");
    }

    @Test
    void staysSilentWhileOffAndAlertsWhenSwitchedOnBelow() {
        var bought = scenario.buy(1);
        setPackageThresholds(bought, false, percent(20));
        scenario.reportUsage(3600);
        assertThat(scenario.messages()).isEmpty();
        setPackageThresholds(bought, true, percent(20));
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
        setPackageThresholds(bought, true, percent(20));
        assertThat(scenario.messages()).hasSize(1);
    }

    @Test
    void appliesOwnSettingsOfAPackageInsteadOfTheDefault() {
        var own = scenario.buy(1);
        setPackageThresholds(own, true, percent(50));
        var other = scenario.buy(1);
        scenario.reportUsage(1800);
        assertThat(scenario.notifications()).extracting(Notification::packageId).containsExactly(own);
        scenario.reportUsage(1800 + 2880);
        assertThat(scenario.notifications())
                .extracting(Notification::packageId)
                .containsExactlyInAnyOrder(own, own, other);
    }

    @Test
    void comparesTheTotalOfAKind() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        scenario.buy(1);
        scenario.reportUsage(3600);
        scenario.reportUsage(2159);
        assertThat(scenario.messages()).isEmpty();
        scenario.reportUsage(1);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 1440/7200");
        assertThat(scenario.notifications().getFirst().packageId()).isNull();
    }

    @Test
    void rearmsAKindByAPurchase() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        scenario.reportUsage(3600);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
        scenario.buy(1);
        scenario.reportUsage(2880);
        assertThat(scenario.messages())
                .as("the total leaves out what was used up before")
                .containsExactly("USED_UP 0/3600", "THRESHOLD 20% 720/3600");
        scenario.reportUsage(720);
        assertThat(scenario.messages()).endsWith("USED_UP 0/3600").hasSize(3);
    }

    @Test
    void countsAPackageThatIsUsedUpAfterTheNewestBecameEffective() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        scenario.buy(9);
        scenario.reportUsage(3600 * 8 - 1);
        assertThat(scenario.messages()).isEmpty();
        scenario.reportUsage(1);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 7200/36000");
    }

    @Test
    void countsQuotaReturnedToAnExcludedPackageAsRemaining() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        var all = scenario.reportUsage(3600);
        scenario.buy(1);
        scenario.voidUsage(all);
        scenario.reportUsage(7200 - 721);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
        scenario.reportUsage(1);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600", "THRESHOLD 20% 720/3600");
    }

    @Test
    void doesNotAlertForAKindCreatedBelowTheThreshold() {
        scenario.watch(SAME_KIND, new Threshold(Type.REMAINING, 3600));
        scenario.buy(1);
        assertThat(scenario.messages()).isEmpty();
        scenario.buy(1);
        scenario.reportUsage(3600);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 3600s 3600/7200");
    }

    @Test
    void comparesEachKindSeparately() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        world.buyPackage(
                scenario.account,
                world.offer(scenario.region, scenario.specification, 1, Activity.DEPLOYMENT),
                1,
                null);
        scenario.reportUsage(2880);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 720/3600");
    }

    @Test
    void findsEachCrossingOnceUnderSixteenConcurrentBatches() throws Exception {
        scenario.watch(EACH_PACKAGE, percent(75), percent(50), percent(25));
        var bought = scenario.buy(1);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var running = new ArrayList<Future<?>>();
            for (var batch = 0; batch < 16; batch++) {
                running.add(threads.submit(() -> {
                    start.await();
                    for (var record = 0; record < 25; record++) {
                        scenario.settle(scenario.usageEvent(9, TestClock.START));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (var each : running) {
                each.get();
            }
        }
        assertThat(scenario.messages())
                .containsExactly(
                        "THRESHOLD 75% 2700/3600",
                        "THRESHOLD 50% 1800/3600", "THRESHOLD 25% 900/3600", "USED_UP 0/3600");
        assertThat(crossings(bought)).containsExactly("PERCENTAGE 75", "PERCENTAGE 50", "PERCENTAGE 25", "USED_UP 0");
    }

    @Test
    void includesAPackageBoughtWhileUsageWaitedForTheLedger() throws Exception {
        var bought = TestClock.START.plusSeconds(10);
        scenario.whileWaiting(() -> scenario.settle(scenario.usageEvent(3600, bought)), () -> {
            clock.set(bought);
            scenario.buy(1);
        });
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
    }

    private void setPackageThresholds(String packageId, boolean enabled, Threshold... thresholds) {
        scenario.editSettings(alert -> new UsageAlert(
                alert.scope(),
                alert.standard(),
                List.of(new UsageAlert.Target(packageId, null, new AlertSetting(enabled, List.of(thresholds))))));
    }

    private List<String> crossings(String target) {
        return jdbc.sql(
                        "select threshold_type || ' ' || threshold_value from crossing where account = :account and target = :target order by id")
                .param("account", scenario.account)
                .param("target", target)
                .query(String.class)
                .list();
    }
}
