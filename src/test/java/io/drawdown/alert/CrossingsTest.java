package io.drawdown.alert;

import static io.drawdown.alert.Threshold.percent;
import static io.drawdown.alert.UsageAlert.Scope.EACH_PACKAGE;
import static io.drawdown.alert.UsageAlert.Scope.SAME_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.alert.Threshold.Type;
import io.drawdown.catalog.Activity;
import io.drawdown.notification.Notification;
import io.drawdown.quota.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** R19 to R21, for what purchases, usage and voids change. An hour is 3,600 node-seconds; 20 % of it are 720. */
@DrawdownTest
class CrossingsTest {

    @Autowired
    ObjectProvider<AlertStory> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Fixture fixture;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private AlertStory story;

    @BeforeEach
    void begin() {
        story = stories.getObject();
    }

    @Test
    void anAccountHasThePlatformsDefault() {
        assertThat(fixture.asSystem(() -> alerts.get(story.account)))
                .isEqualTo(new UsageAlert(EACH_PACKAGE, new AlertSetting(true, List.of(percent(20))), List.of()));
    }

    @Test
    void tellsAtExactlyTheThresholdAndOnce() {
        var bought = story.buy(1);
        story.use(2879);
        assertThat(story.told()).isEmpty();
        story.use(1);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 720/3600");
        story.use(100);
        assertThat(story.told()).hasSize(1);
        assertThat(story.notifications()).singleElement().satisfies(told -> {
            assertThat(told.packageId()).isEqualTo(bought);
            assertThat(told.of()).isEqualTo(new Kind(story.region, story.specification, Set.of(Activity.TRAINING)));
            assertThat(told.happenedAt()).isEqualTo(TestClock.START);
            assertThat(told.readAt()).isNull();
        });
    }

    @Test
    void isArmedAgainByAReversalThatTakesRemainingAboveIt() {
        story.buy(1);
        story.use(2800);
        var last = story.use(100);
        story.takeBack(last);
        story.use(79);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 700/3600");
        story.use(1);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 20% 720/3600");
    }

    @Test
    void isNotArmedByAReversalThatLeavesItBelow() {
        story.buy(1);
        story.use(2880);
        var last = story.use(100);
        story.takeBack(last);
        story.use(10);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 720/3600");
    }

    @Test
    void takesARequestAsOneChange() {
        story.buy(1);
        var wrong = story.usage(3000, TestClock.START);
        story.settle(wrong, story.voided(wrong.id()), story.usage(10, TestClock.START));
        assertThat(story.told()).isEmpty();
    }

    @Test
    void sendsOneMessageForTheLowestOfSeveralAndRecordsAll() {
        story.watch(EACH_PACKAGE, percent(50), percent(20), new Threshold(Type.REMAINING, 1000), percent(5));
        var bought = story.buy(1);
        story.use(3000);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 600/3600");
        assertThat(crossings(bought)).containsExactlyInAnyOrder("PERCENTAGE 50", "PERCENTAGE 20", "REMAINING 1000");
        story.use(420);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 600/3600", "THRESHOLD 5% 180/3600");
    }

    @Test
    void sendsUsedUpInsteadWhenNothingRemains() {
        var bought = story.buy(1);
        var all = story.use(5000);
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
        assertThat(crossings(bought)).containsExactlyInAnyOrder("PERCENTAGE 20", "USED_UP 0");
        story.takeBack(all);
        story.use(3600);
        assertThat(story.told()).containsExactly("USED_UP 0/3600", "USED_UP 0/3600");
    }

    @Test
    void saysUsedUpOfAThresholdThatIsSetWhereNothingRemains() {
        var bought = story.buy(1);
        set(bought, false, percent(20));
        story.use(3600);
        story.watch(EACH_PACKAGE, percent(20), percent(5));
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
        assertThat(crossings(bought)).containsExactlyInAnyOrder("PERCENTAGE 20", "PERCENTAGE 5", "USED_UP 0");
    }

    @Test
    void tellsOfEachPackageThatARequestTakesDown() {
        var first = story.buy(1);
        var second = story.buy(2);
        story.use(3600 + 7000);
        assertThat(story.notifications())
                .extracting(Notification::packageId, told -> AlertStory.words(told))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(first, "USED_UP 0/3600"),
                        org.assertj.core.groups.Tuple.tuple(second, "THRESHOLD 20% 200/7200"));
    }

    @Test
    void tellsNobodyOfPackagesThatAreNotValidNow() {
        story.buy(1, TestClock.START.minus(Duration.ofDays(400)));
        story.settle(story.usage(3600, TestClock.START.minus(Duration.ofDays(300))));
        story.buy(1, TestClock.START.plusSeconds(60));
        story.settle(story.usage(3000, TestClock.START.plusSeconds(60)));
        assertThat(story.told()).isEmpty();
    }

    @Test
    void tellsOfALateRecordIfThePackageIsStillValid() {
        story.buy(1, TestClock.START.minus(Duration.ofDays(100)));
        story.settle(story.usage(3000, TestClock.START.minus(Duration.ofDays(90))));
        assertThat(story.told()).containsExactly("THRESHOLD 20% 600/3600");
        assertThat(story.notifications().getFirst().happenedAt()).isEqualTo(TestClock.START);
    }

    @Test
    void doesNotTellOfAPackageThatIsBornBelow() {
        story.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 3600));
        story.buy(1);
        story.use(100);
        assertThat(story.told()).isEmpty();
        story.use(3500);
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
    }

    @Test
    void tellsAtOnceOfAThresholdThatIsEditedAboveWhatRemains() {
        story.buy(1);
        story.use(1800);
        story.watch(EACH_PACKAGE, percent(50), percent(20));
        assertThat(story.told()).containsExactly("THRESHOLD 50% 1800/3600");
    }

    @Test
    void looksAgainOnlyAtTheThresholdsThatAnEditChanged() {
        story.buy(1);
        story.use(3000);
        story.watch(EACH_PACKAGE, percent(20), percent(5));
        assertThat(story.told()).as("20 % was told before").containsExactly("THRESHOLD 20% 600/3600");
    }

    @Test
    void tellsNothingWhileOffAndAtOnceWhenSwitchedOnBelow() {
        var bought = story.buy(1);
        set(bought, false, percent(20));
        story.use(3600);
        assertThat(story.told()).isEmpty();
        set(bought, true, percent(20));
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
        set(bought, true, percent(20));
        assertThat(story.told()).hasSize(1);
    }

    @Test
    void keepsAPackagesOwnSettingsApartFromTheDefault() {
        var own = story.buy(1);
        set(own, true, percent(50));
        var other = story.buy(1);
        story.use(1800);
        assertThat(story.notifications()).extracting(Notification::packageId).containsExactly(own);
        story.use(1800 + 2880);
        assertThat(story.notifications())
                .extracting(Notification::packageId)
                .containsExactlyInAnyOrder(own, own, other);
    }

    @Test
    void comparesTheTotalOfAKind() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        story.buy(1);
        story.use(3600);
        story.use(2159);
        assertThat(story.told()).isEmpty();
        story.use(1);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 1440/7200");
        assertThat(story.notifications().getFirst().packageId()).isNull();
    }

    @Test
    void armsAKindAgainByAPurchase() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        story.use(3600);
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
        story.buy(1);
        story.use(2880);
        assertThat(story.told())
                .as("the total leaves out what was used up before")
                .containsExactly("USED_UP 0/3600", "THRESHOLD 20% 720/3600");
        story.use(720);
        assertThat(story.told()).endsWith("USED_UP 0/3600").hasSize(3);
    }

    @Test
    void countsAPackageThatIsUsedUpAfterTheNewestBecameEffective() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        story.buy(9);
        story.use(3600 * 8 - 1);
        assertThat(story.told()).isEmpty();
        story.use(1);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 7200/36000");
    }

    @Test
    void whatIsGivenBackToAPackageThatTheTotalLeavesOutRemainsAllTheSame() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        var all = story.use(3600);
        story.buy(1);
        story.takeBack(all);
        story.use(7200 - 721);
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
        story.use(1);
        assertThat(story.told()).containsExactly("USED_UP 0/3600", "THRESHOLD 20% 720/3600");
    }

    @Test
    void doesNotTellOfAKindThatIsBornBelow() {
        story.watch(SAME_KIND, new Threshold(Type.REMAINING, 3600));
        story.buy(1);
        assertThat(story.told()).isEmpty();
        story.buy(1);
        story.use(3600);
        assertThat(story.told()).containsExactly("THRESHOLD 3600s 3600/7200");
    }

    @Test
    void keepsKindsApart() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        fixture.buy(story.account, fixture.offer(story.region, story.specification, 1, Activity.DEPLOYMENT), 1, null);
        story.use(2880);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 720/3600");
    }

    @Test
    void findsEachCrossingOnceUnderSixteenBatchesAtATime() throws Exception {
        story.watch(EACH_PACKAGE, percent(75), percent(50), percent(25));
        var bought = story.buy(1);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var running = new ArrayList<Future<?>>();
            for (var batch = 0; batch < 16; batch++) {
                running.add(threads.submit(() -> {
                    start.await();
                    for (var record = 0; record < 25; record++) {
                        story.settle(story.usage(9, TestClock.START));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (var each : running) {
                each.get();
            }
        }
        assertThat(story.told())
                .containsExactly(
                        "THRESHOLD 75% 2700/3600",
                        "THRESHOLD 50% 1800/3600", "THRESHOLD 25% 900/3600", "USED_UP 0/3600");
        assertThat(crossings(bought)).containsExactly("PERCENTAGE 75", "PERCENTAGE 50", "PERCENTAGE 25", "USED_UP 0");
    }

    @Test
    void tellsOfAPackageThatWasBoughtWhileTheUsageWaitedForTheLedger() throws Exception {
        var bought = TestClock.START.plusSeconds(10);
        story.whileWaiting(() -> story.settle(story.usage(3600, bought)), () -> {
            clock.set(bought);
            story.buy(1);
        });
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
    }

    private void set(String packageId, boolean enabled, Threshold... thresholds) {
        story.edit(alert -> new UsageAlert(
                alert.scope(),
                alert.standard(),
                List.of(new UsageAlert.Target(packageId, null, new AlertSetting(enabled, List.of(thresholds))))));
    }

    private List<String> crossings(String target) {
        return jdbc.sql(
                        "select threshold_type || ' ' || threshold_value from crossing where account = :account and target = :target order by id")
                .param("account", story.account)
                .param("target", target)
                .query(String.class)
                .list();
    }
}
