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
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** R20, for what edits of settings tell and what they leave alone. An hour is 3,600 node-seconds; 20 % of it are 720. */
@DrawdownTest
@Tag("dialect")
class AlertEditsTest {

    @Autowired
    ObjectProvider<AlertScenario> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    World world;

    @Autowired
    JdbcClient jdbc;

    private AlertScenario scenario;

    @BeforeEach
    void createScenario() {
        scenario = stories.getObject();
    }

    @Test
    void alertsOnceWhenThresholdsAreRaisedAboveRemaining() {
        scenario.buy(1);
        scenario.reportUsage(1800);

        assertThat(scenario.editSettings(withDefaultThresholds(percent(50))))
                .extracting(Alert::threshold)
                .containsExactly(percent(50));

        for (var raised = 51; raised < 60; raised++) {
            assertThat(scenario.editSettings(
                            withDefaultThresholds(percent(raised), new Threshold(Type.REMAINING, 1800 + raised))))
                    .isEmpty();
        }
        assertThat(scenario.messages()).containsExactly("THRESHOLD 50% 1800/3600");
    }

    @Test
    void alertsWhenUsageCrossesALowerThresholdAfterASilentEdit() {
        scenario.buy(1);
        scenario.reportUsage(2900);
        scenario.watch(EACH_PACKAGE, percent(30), percent(10));
        assertThat(scenario.messages()).as("30 % is settled silently").containsExactly("THRESHOLD 20% 700/3600");
        scenario.reportUsage(100);
        assertThat(scenario.messages()).hasSize(1);
        scenario.reportUsage(240);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 10% 360/3600");
    }

    @Test
    void alertsAboutAChangedThresholdOnceRemainingHasRisen() {
        scenario.buy(1);
        scenario.reportUsage(2900);
        var last = scenario.reportUsage(60);
        scenario.watch(EACH_PACKAGE, percent(30), percent(20));
        assertThat(scenario.messages()).hasSize(1);
        scenario.voidUsage(last);
        assertThat(scenario.messages()).as("a rise tells nothing").hasSize(1);
        scenario.watch(EACH_PACKAGE, percent(40), percent(20));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 40% 700/3600");
        scenario.watch(EACH_PACKAGE, percent(41), percent(20));
        assertThat(scenario.messages()).hasSize(2);
    }

    @Test
    void rearmsAThresholdThatWasLatchedSilently() {
        scenario.buy(1);
        scenario.reportUsage(2000);
        var last = scenario.reportUsage(900);
        scenario.watch(EACH_PACKAGE, percent(30));
        scenario.voidUsage(last);
        scenario.reportUsage(600);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 30% 1000/3600");
    }

    @Test
    void remembersAlertsWhileTheAlertIsOff() {
        scenario.buy(1);
        scenario.reportUsage(2900);
        scenario.editSettings(withDefault(new AlertSetting(false, List.of())));
        scenario.watch(EACH_PACKAGE, percent(20));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 700/3600");
    }

    @Test
    void noticesARiseWhileTheAlertIsOff() {
        scenario.buy(1);
        scenario.reportUsage(2000);
        var last = scenario.reportUsage(900);
        scenario.editSettings(withDefault(new AlertSetting(false, List.of())));
        scenario.voidUsage(last);
        scenario.reportUsage(1000);
        scenario.watch(EACH_PACKAGE, percent(20));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 700/3600", "THRESHOLD 20% 600/3600");
    }

    @Test
    void doesNotRepeatAnAlertWhenRemainingRoseBelowTheThreshold() {
        scenario.buy(1);
        scenario.reportUsage(2900);
        var last = scenario.reportUsage(10);
        scenario.editSettings(withDefault(new AlertSetting(false, List.of())));
        scenario.voidUsage(last);
        scenario.watch(EACH_PACKAGE, percent(20));
        assertThat(scenario.messages()).as("it was told and not armed").containsExactly("THRESHOLD 20% 700/3600");
    }

    @Test
    void remembersAlertsOfPackagesAndKindsSeparately() {
        var packages = List.of(scenario.buy(1), scenario.buy(1), scenario.buy(1));
        scenario.reportUsage(3 * 3600);
        assertThat(scenario.messages()).hasSize(3);
        scenario.watch(SAME_KIND, percent(20));
        assertThat(scenario.messages())
                .as("nothing was told of the kind before")
                .hasSize(4);
        for (var time = 0; time < 3; time++) {
            scenario.watch(EACH_PACKAGE, percent(20));
            scenario.watch(SAME_KIND, percent(20));
        }
        assertThat(scenario.notifications())
                .extracting(Notification::packageId)
                .containsExactlyInAnyOrder(packages.get(0), packages.get(1), packages.get(2), null);
    }

    @Test
    void noticesARiseOfAKindWhilePackagesAreWatched() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        scenario.reportUsage(3600);
        scenario.watch(EACH_PACKAGE, percent(20));
        scenario.buy(1);
        scenario.reportUsage(3600);
        scenario.watch(SAME_KIND, percent(20));
        assertThat(scenario.notifications())
                .extracting(told -> told.packageId() == null)
                .containsExactly(true, false, false, true);
    }

    @Test
    void rearmsAKindAfterItsLastPackageExpired() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        scenario.reportUsage(3000);
        scenario.watch(EACH_PACKAGE, percent(20));
        scenario.advance(Duration.ofDays(400));
        world.buyPackage(
                scenario.account, world.offer(scenario.region, scenario.specification, 1, Activity.TRAINING), 1, null);
        scenario.reportUsage(3100);
        var before = scenario.messages().size();
        scenario.watch(SAME_KIND, percent(15));
        assertThat(scenario.messages()).hasSize(before + 1).endsWith("THRESHOLD 15% 500/3600");
    }

    @Test
    void doesNotRepeatUsedUpWhenTheDefaultChanges() {
        IntStream.range(0, 5).forEach(number -> scenario.buy(1));
        scenario.reportUsage(5 * 3600);
        assertThat(scenario.messages()).hasSize(5);
        for (var percent = 1; percent < 60; percent += 7) {
            scenario.watch(EACH_PACKAGE, percent(percent));
        }
        assertThat(scenario.messages()).hasSize(5);
    }

    @Test
    void remembersATargetThatIsRemovedAndAddedAgain() {
        var bought = scenario.buy(1);
        scenario.editSettings(withPackageThresholds(bought, percent(60)));
        scenario.reportUsage(1800);
        scenario.watch(EACH_PACKAGE, percent(20));
        scenario.editSettings(withPackageThresholds(bought, percent(60)));
        scenario.editSettings(withPackageThresholds(bought, percent(70)));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 60% 1800/3600");
    }

    @Test
    void comparesOnlyTheEditedTarget() {
        scenario.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9000));
        var first = scenario.buy(1);
        scenario.buy(2);
        assertThat(scenario.messages()).as("both are born below").isEmpty();
        scenario.editSettings(withPackageThresholds(first, new Threshold(Type.REMAINING, 9001)));
        assertThat(scenario.notifications()).extracting(Notification::packageId).containsExactly(first);
    }

    @Test
    void comparesOnlyTheChangedThresholds() {
        scenario.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9000));
        scenario.buy(1);
        scenario.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9000), percent(20));
        assertThat(scenario.messages())
                .as("the package was born below the one that stays")
                .isEmpty();
        scenario.watch(EACH_PACKAGE, percent(20));
        assertThat(scenario.messages()).isEmpty();
        scenario.watch(EACH_PACKAGE, new Threshold(Type.REMAINING, 9001), percent(20));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 9001s 3600/3600");
    }

    @Test
    void writesNothingWhenNothingIsChanged() {
        var bought = scenario.buy(1);
        scenario.editSettings(withPackageThresholds(bought, percent(20)));
        scenario.reportUsage(3600);
        var entries = countAuditEntries();
        for (var time = 0; time < 5; time++) {
            assertThat(scenario.editSettings(alert -> alert)).isEmpty();
        }
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
        assertThat(countAuditEntries()).isEqualTo(entries);
    }

    @Test
    void previewsTheAlertsThatSavingRaises() {
        scenario.buy(1);
        var second = scenario.buy(1);
        scenario.reportUsage(3600 + 1800);
        var edited = new UsageAlert(EACH_PACKAGE, new AlertSetting(true, List.of(percent(60))), List.of());

        var preview = world.asSystem(() -> alerts.preview(scenario.account, edited));

        assertThat(preview).extracting(Alert::target).containsExactly(second);
        assertThat(scenario.messages()).hasSize(1);
        assertThat(scenario.editSettings(before -> edited))
                .extracting(Alert::target)
                .containsExactly(second);
        assertThat(world.asSystem(() -> alerts.preview(scenario.account, edited)))
                .isEmpty();
    }

    @Test
    void writesOnlyTheTargetsThatDiffer() {
        var kinds = IntStream.range(0, 100)
                .mapToObj(number -> world.specification())
                .toList();
        UnaryOperator<UsageAlert> first = alert -> new UsageAlert(
                EACH_PACKAGE,
                alert.standard(),
                kinds.stream()
                        .map(specification -> target(specification, percent(30)))
                        .toList());
        scenario.editSettings(first);
        var before = targetRows();
        UnaryOperator<UsageAlert> second = alert -> new UsageAlert(
                alert.scope(),
                alert.standard(),
                alert.targets().stream()
                        .filter(target -> !target.equals(target(kinds.get(1), percent(30))))
                        .map(target -> target.equals(target(kinds.get(50), percent(30)))
                                ? target(kinds.get(50), percent(31))
                                : target)
                        .toList());

        scenario.editSettings(second);

        var after = targetRows();
        assertThat(after).hasSize(99);
        assertThat(before)
                .containsAll(after.stream()
                        .filter(row -> !row.contains(kinds.get(50)))
                        .toList());
        assertThat(world.asSystem(() -> alerts.get(scenario.account)).targets())
                .extracting(target -> target.kind().specification())
                .containsExactlyElementsOf(kinds.stream()
                        .filter(specification -> !specification.equals(kinds.get(1)))
                        .toList());
    }

    private List<String> targetRows() {
        return jdbc.sql(
                        "select concat(target, ' ', position, ' ', thresholds) from usage_alert_target where account = :account")
                .param("account", scenario.account)
                .query(String.class)
                .list();
    }

    private long countAuditEntries() {
        return jdbc.sql("select count(*) from audit_entry where account = :account")
                .param("account", scenario.account)
                .query(Long.class)
                .single();
    }

    private UsageAlert.Target target(String specification, Threshold threshold) {
        return new UsageAlert.Target(
                null,
                new PackageKind(scenario.region, specification, Set.of(Activity.TRAINING)),
                new AlertSetting(true, List.of(threshold)));
    }

    private static UnaryOperator<UsageAlert> withDefaultThresholds(Threshold... thresholds) {
        return withDefault(new AlertSetting(true, List.of(thresholds)));
    }

    private static UnaryOperator<UsageAlert> withDefault(AlertSetting standard) {
        return alert -> new UsageAlert(alert.scope(), standard, List.of());
    }

    private static UnaryOperator<UsageAlert> withPackageThresholds(String packageId, Threshold... thresholds) {
        return alert -> new UsageAlert(
                alert.scope(),
                alert.standard(),
                List.of(new UsageAlert.Target(packageId, null, new AlertSetting(true, List.of(thresholds)))));
    }
}
