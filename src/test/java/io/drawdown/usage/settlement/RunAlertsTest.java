package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.ReferenceAlerts;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.catalog.model.Activity;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** What is told of running jobs, and when it happened (R16, R21). */
@DrawdownTest
@Tag("dialect")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunAlertsTest {

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Inbox inbox;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    World world;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
    }

    @AfterAll
    void checkIntegrity() {
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void kindTotalExcludesPackagesUsedUpBeforeANewOneBecomesEffective() {
        setAlert(UsageAlert.Scope.SAME_KIND, Threshold.percent(20));
        scenario.buy(10);
        scenario.buy(1, at(36_100));
        scenario.buy(1, at(37_900));
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofDays(1));

        assertThat(notifications())
                .containsExactly(
                        "28800 THRESHOLD 20% 7200/36000",
                        "36000 USED_UP 0/36000", "41860 THRESHOLD 20% 1440/7200", "43300 USED_UP 0/7200");
    }

    @Test
    void kindTotalExcludesAPackageUsedUpInTheSecondInWhichAnotherBecomesEffective() {
        setAlert(UsageAlert.Scope.SAME_KIND, Threshold.percent(20));
        scenario.buy(1);
        scenario.buy(1, at(3600));
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofHours(2));

        assertThat(notifications())
                .containsExactly("2880 THRESHOLD 20% 720/3600", "6480 THRESHOLD 20% 720/3600", "7200 USED_UP 0/3600");
    }

    @Test
    void catchingUpADayTellsTheSameAsCatchingUpEachMinute() {
        var atOnce = day(Duration.ofDays(1));
        scenario = stories.getObject();

        assertThat(day(Duration.ofMinutes(1))).isEqualTo(atOnce);
        assertThat(notifications())
                .containsExactly(
                        "3600 THRESHOLD 50% 7200/14400",
                        "5760 THRESHOLD 20% 2880/14400",
                        "7200 USED_UP 0/14400",
                        "19000 THRESHOLD 50% 18000/36000",
                        "24400 THRESHOLD 20% 7200/36000",
                        "28000 USED_UP 0/36000",
                        "50400 EXPIRED 57600/108000");
    }

    /** What a day comes to that passes in such steps. */
    private Map<String, Object> day(Duration step) {
        setAlert(UsageAlert.Scope.EACH_PACKAGE, Threshold.percent(50), Threshold.percent(20));
        scenario.buy(4, null, Activity.TRAINING);
        scenario.buy(10, at(10_000), Activity.TRAINING);
        scenario.buy(30, START.minus(Duration.ofDays(365)), Activity.DEPLOYMENT);
        scenario.settle(
                scenario.started("one", 1, START),
                scenario.started("two", 1, START),
                scenario.started("serve", 1, START, Activity.DEPLOYMENT));
        for (var passed = Duration.ZERO; passed.compareTo(Duration.ofDays(1)) < 0; passed = passed.plus(step)) {
            scenario.advance(step);
        }
        scenario.catchUp();
        scenario.settle(
                scenario.stopped("one", at(86_400)),
                scenario.stopped("two", at(86_400)),
                scenario.stopped("serve", at(86_400)));
        var came = new TreeMap<String, Object>();
        came.put("told", notifications());
        scenario.usage().forEach(usage -> {
            came.merge(
                    usage.job() + " deducted", usage.deductedNodeSeconds(), (one, other) -> (long) one + (long) other);
            came.merge(usage.job() + " charged", usage.chargedNodeSeconds(), (one, other) -> (long) one + (long) other);
        });
        return came;
    }

    private void setAlert(UsageAlert.Scope scope, Threshold... thresholds) {
        var alert = new UsageAlert(scope, new AlertSetting(true, List.of(thresholds)), List.of());
        world.asSystem(() -> alerts.put(scenario.account, alert));
    }

    /** The oldest first, with the seconds since the start. */
    private List<String> notifications() {
        return world
                .asSystem(() -> inbox.list(scenario.account, new NotificationFilter(null, null, null))
                        .page(Pageable.unpaged()))
                .getContent()
                .reversed()
                .stream()
                .map(told -> told.happenedAt().getEpochSecond() - START.getEpochSecond() + " "
                        + ReferenceAlerts.describe(told))
                .toList();
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
