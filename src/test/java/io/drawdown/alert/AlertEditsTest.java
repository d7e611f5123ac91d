package io.drawdown.alert;

import static io.drawdown.alert.Threshold.percent;
import static io.drawdown.alert.UsageAlert.Scope.EACH_PACKAGE;
import static io.drawdown.alert.UsageAlert.Scope.SAME_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.alert.Threshold.Type;
import io.drawdown.catalog.Activity;
import io.drawdown.notification.Notification;
import io.drawdown.quota.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** R20, for what edits of settings tell and what they leave alone. An hour is 3,600 node-seconds; 20 % of it are 720. */
@DrawdownTest
class AlertEditsTest {

    @Autowired
    ObjectProvider<AlertStory> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Fixture fixture;

    @Autowired
    JdbcClient jdbc;

    private AlertStory story;

    @BeforeEach
    void begin() {
        story = stories.getObject();
    }

    @Test
    void tellsOnceOfThresholdsThatAreRaisedOverWhatRemains() {
        story.buy(1);
        story.use(1800);

        assertThat(story.edit(all(percent(50)))).extracting(Alert::threshold).containsExactly(percent(50));

        for (var raised = 51; raised < 60; raised++) {
            assertThat(story.edit(all(percent(raised), new Threshold(Type.REMAINING, 1800 + raised))))
                    .isEmpty();
        }
        assertThat(story.told()).containsExactly("THRESHOLD 50% 1800/3600");
    }

    @Test
    void tellsOfUsageThatCrossesALowerThresholdAfterASilentEdit() {
        story.buy(1);
        story.use(2900);
        story.watch(EACH_PACKAGE, percent(30), percent(10));
        assertThat(story.told()).as("30 % is settled silently").containsExactly("THRESHOLD 20% 700/3600");
        story.use(100);
        assertThat(story.told()).hasSize(1);
        story.use(240);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 10% 360/3600");
    }

    @Test
    void tellsOfAChangedThresholdOnceRemainingHasRisen() {
        story.buy(1);
        story.use(2900);
        var last = story.use(60);
        story.watch(EACH_PACKAGE, percent(30), percent(20));
        assertThat(story.told()).hasSize(1);
        story.takeBack(last);
        assertThat(story.told()).as("a rise tells nothing").hasSize(1);
        story.watch(EACH_PACKAGE, percent(40), percent(20));
        assertThat(story.told()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 40% 700/3600");
        story.watch(EACH_PACKAGE, percent(41), percent(20));
        assertThat(story.told()).hasSize(2);
    }

    @Test
    void armsAThresholdThatWasSettledSilently() {
        story.buy(1);
        story.use(2000);
        var last = story.use(900);
        story.watch(EACH_PACKAGE, percent(30));
        story.takeBack(last);
        story.use(600);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 30% 1000/3600");
    }

    @Test
    void remembersWhileAnAlertIsOff() {
        story.buy(1);
        story.use(2900);
        story.edit(defaults(new AlertSetting(false, List.of())));
        story.watch(EACH_PACKAGE, percent(20));
        assertThat(story.told()).containsExactly("THRESHOLD 20% 700/3600");
    }

    @Test
    void noticesARiseWhileAnAlertIsOff() {
        story.buy(1);
        story.use(2000);
        var last = story.use(900);
        story.edit(defaults(new AlertSetting(false, List.of())));
        story.takeBack(last);
        story.use(1000);
        story.watch(EACH_PACKAGE, percent(20));
        assertThat(story.told()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 20% 600/3600");
    }

    @Test
    void doesNotTellAgainOfAThresholdThatWasOffWhileRemainingRoseBelowIt() {
        story.buy(1);
        story.use(2900);
        var last = story.use(10);
        story.edit(defaults(new AlertSetting(false, List.of())));
        story.takeBack(last);
        story.watch(EACH_PACKAGE, percent(20));
        assertThat(story.told()).as("it was told and not armed").containsExactly("THRESHOLD 20% 700/3600");
    }

    @Test
    void remembersWhatWasToldOfBothTypesOfTargets() {
        var packages = List.of(story.buy(1), story.buy(1), story.buy(1));
        story.use(3 * 3600);
        assertThat(story.told()).hasSize(3);
        story.watch(SAME_KIND, percent(20));
        assertThat(story.told()).as("nothing was told of the kind before").hasSize(4);
        for (var time = 0; time < 3; time++) {
            story.watch(EACH_PACKAGE, percent(20));
            story.watch(SAME_KIND, percent(20));
        }
        assertThat(story.notifications())
                .extracting(Notification::packageId)
                .containsExactlyInAnyOrder(packages.get(0), packages.get(1), packages.get(2), null);
    }

    @Test
    void noticesThatAKindRoseWhilePackagesWereWatched() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        story.use(3600);
        story.watch(EACH_PACKAGE, percent(20));
        story.buy(1);
        story.use(3600);
        story.watch(SAME_KIND, percent(20));
        assertThat(story.notifications())
                .extracting(told -> told.packageId() == null)
                .containsExactly(true, false, false, true);
    }

    @Test
    void noticesThatAKindBeginsAgainAfterItsLastPackageExpired() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        story.use(3000);
        story.watch(EACH_PACKAGE, percent(20));
        story.pass(Duration.ofDays(400));
        fixture.buy(story.account, fixture.offer(story.region, story.specification, 1, Activity.TRAINING), 1, null);
        story.use(3100);
        var before = story.told().size();
        story.watch(SAME_KIND, percent(15));
        assertThat(story.told()).hasSize(before + 1).endsWith("THRESHOLD 15% 500/3600");
    }

    @Test
    void doesNotTellOfUsedUpPackagesWhenTheDefaultIsMoved() {
        IntStream.range(0, 5).forEach(number -> story.buy(1));
        story.use(5 * 3600);
        assertThat(story.told()).hasSize(5);
        for (var percent = 1; percent < 60; percent += 7) {
            story.watch(EACH_PACKAGE, percent(percent));
        }
        assertThat(story.told()).hasSize(5);
    }

    @Test
    void remembersATargetThatIsRemovedAndAddedAgain() {
        var bought = story.buy(1);
        story.edit(own(bought, percent(60)));
        story.use(1800);
        story.watch(EACH_PACKAGE, percent(20));
        story.edit(own(bought, percent(60)));
        story.edit(own(bought, percent(70)));
        assertThat(story.told()).containsExactly("THRESHOLD 60% 1800/3600");
    }

    @Test
    void leavesOtherTargetsAlone() {
        story.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9000));
        var first = story.buy(1);
        story.buy(2);
        assertThat(story.told()).as("both are born below").isEmpty();
        story.edit(own(first, new Threshold(Type.REMAINING, 9001)));
        assertThat(story.notifications()).extracting(Notification::packageId).containsExactly(first);
    }

    @Test
    void looksOnlyAtTheThresholdsThatItChanged() {
        story.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9000));
        story.buy(1);
        story.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9000), percent(20));
        assertThat(story.told())
                .as("the package was born below the one that stays")
                .isEmpty();
        story.watch(EACH_PACKAGE, percent(20));
        assertThat(story.told()).isEmpty();
        story.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9001), percent(20));
        assertThat(story.told()).containsExactly("THRESHOLD 9001s 3600/3600");
    }

    @Test
    void tellsNothingAndWritesNothingWhenNothingIsChanged() {
        var bought = story.buy(1);
        story.edit(own(bought, percent(20)));
        story.use(3600);
        var entries = entries();
        for (var time = 0; time < 5; time++) {
            assertThat(story.edit(alert -> alert)).isEmpty();
        }
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
        assertThat(entries()).isEqualTo(entries);
    }

    @Test
    void saysBeforehandWhatSavingTells() {
        story.buy(1);
        var second = story.buy(1);
        story.use(3600 + 1800);
        var edited = new UsageAlert(EACH_PACKAGE, new AlertSetting(true, List.of(percent(60))), List.of());

        var preview = fixture.asSystem(() -> alerts.preview(story.account, edited));

        assertThat(preview).extracting(Alert::target).containsExactly(second);
        assertThat(story.told()).hasSize(1);
        assertThat(story.edit(before -> edited)).extracting(Alert::target).containsExactly(second);
        assertThat(fixture.asSystem(() -> alerts.preview(story.account, edited)))
                .isEmpty();
    }

    @Test
    void writesOnlyTheTargetsThatDiffer() {
        var kinds = IntStream.range(0, 100)
                .mapToObj(number -> fixture.specification())
                .toList();
        UnaryOperator<UsageAlert> first = alert -> new UsageAlert(
                EACH_PACKAGE,
                alert.standard(),
                kinds.stream()
                        .map(specification -> target(specification, percent(30)))
                        .toList());
        story.edit(first);
        var before = rows();
        UnaryOperator<UsageAlert> second = alert -> new UsageAlert(
                alert.scope(),
                alert.standard(),
                alert.targets().stream()
                        .filter(target -> !target.equals(target(kinds.get(1), percent(30))))
                        .map(target -> target.equals(target(kinds.get(50), percent(30)))
                                ? target(kinds.get(50), percent(31))
                                : target)
                        .toList());

        story.edit(second);

        var after = rows();
        assertThat(after).hasSize(99);
        assertThat(before)
                .containsAll(after.stream()
                        .filter(row -> !row.contains(kinds.get(50)))
                        .toList());
        assertThat(fixture.asSystem(() -> alerts.get(story.account)).targets())
                .extracting(target -> target.kind().specification())
                .containsExactlyElementsOf(kinds.stream()
                        .filter(specification -> !specification.equals(kinds.get(1)))
                        .toList());
    }

    private List<String> rows() {
        return jdbc.sql(
                        "select concat(target, ' ', position, ' ', thresholds) from usage_alert_target where account = :account")
                .param("account", story.account)
                .query(String.class)
                .list();
    }

    private long entries() {
        return jdbc.sql("select count(*) from audit_entry where account = :account")
                .param("account", story.account)
                .query(Long.class)
                .single();
    }

    private UsageAlert.Target target(String specification, Threshold threshold) {
        return new UsageAlert.Target(
                null,
                new Kind(story.region, specification, Set.of(Activity.TRAINING)),
                new AlertSetting(true, List.of(threshold)));
    }

    private static UnaryOperator<UsageAlert> all(Threshold... thresholds) {
        return defaults(new AlertSetting(true, List.of(thresholds)));
    }

    private static UnaryOperator<UsageAlert> defaults(AlertSetting standard) {
        return alert -> new UsageAlert(alert.scope(), standard, List.of());
    }

    private static UnaryOperator<UsageAlert> own(String packageId, Threshold... thresholds) {
        return alert -> new UsageAlert(
                alert.scope(),
                alert.standard(),
                List.of(new UsageAlert.Target(packageId, null, new AlertSetting(true, List.of(thresholds)))));
    }
}
