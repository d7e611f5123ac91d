package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** What alerts say of the jobs that run: when the rest runs out, and what the next hour costs (R21, R22). */
@DrawdownTest
@Tag("dialect")
class AlertEnrichmentTest {

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    Inbox inbox;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    World world;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
    }

    @Test
    void thresholdAlertSaysWhenTheRestRunsOut() {
        scenario.buy(1);
        scenario.settle(scenario.started("train", 7, START));
        scenario.advance(Duration.ofSeconds(412));

        assertThat(notifications())
                .extracting(Notification::happenedAt, Notification::runsOutAt, Notification::nextHourCost)
                .containsExactly(tuple(at(412), at(515), null));
    }

    @Test
    void usedUpAlertSaysWhatTheNextHourCosts() {
        scenario.buy(1);
        scenario.settle(scenario.started("train", 7, START));
        scenario.advance(Duration.ofHours(2));

        assertThat(notifications().getLast())
                .extracting(Notification::happenedAt, Notification::runsOutAt, Notification::nextHourCost)
                .containsExactly(at(515), null, cny("25.20"));
    }

    @Test
    void nextHourCostsNothingIfAnotherPackageCoversIt() {
        scenario.buy(1);
        scenario.buy(10);
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofHours(2));

        assertThat(notifications().getLast().nextHourCost()).isEqualTo(cny("0.00"));
    }

    @Test
    void nextHourCostsTheRestIfAnotherPackageCoversPartOfIt() {
        scenario.buy(1);
        scenario.buy(2);
        scenario.settle(scenario.started("train", 4, START));
        scenario.advance(Duration.ofHours(2));

        assertThat(notifications())
                .extracting(Notification::nextHourCost)
                .containsExactly(null, cny("7.20"), null, cny("14.40"));
        assertThat(notifications()).extracting(Notification::runsOutAt).containsExactly(at(900), null, at(2700), null);
    }

    @Test
    void nextHourCountsOnlyJobsThatThePackageCovered() {
        scenario.buy(1, null, Activity.TRAINING);
        scenario.settle(scenario.started("train", 1, START), scenario.started("serve", 5, START, Activity.DEPLOYMENT));
        scenario.advance(Duration.ofHours(1));

        assertThat(notifications().getLast().nextHourCost()).isEqualTo(cny("3.60"));
    }

    @Test
    void alertHasNoForecastIfNothingRuns() {
        scenario.buy(1);
        scenario.settle(scenario.recorded(1, START, at(3000)));
        scenario.settle(scenario.recorded(1, START, at(1000)));

        assertThat(notifications()).hasSize(2).allSatisfy(one -> {
            assertThat(one.runsOutAt()).isNull();
            assertThat(one.nextHourCost()).isNull();
        });
    }

    @Test
    void alertOfReportedUsageHasAForecastIfJobsRun() {
        scenario.buy(1);
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofSeconds(600));
        scenario.settle(scenario.recorded(1, START, at(2500)));

        assertThat(notifications()).extracting(Notification::runsOutAt).containsExactly(at(1100));
    }

    @Test
    void kindAlertSaysWhenAllPackagesOfTheKindRunOut() {
        world.asSystem(() -> alerts.put(
                scenario.account,
                new UsageAlert(
                        UsageAlert.Scope.SAME_KIND,
                        new AlertSetting(true, List.of(new Threshold(Threshold.Type.PERCENTAGE, 50))),
                        List.of())));
        scenario.buy(1);
        scenario.buy(1);
        scenario.buy(1, at(7200));
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofHours(1));

        assertThat(notifications())
                .extracting(Notification::packageId, Notification::happenedAt, Notification::runsOutAt)
                .containsExactly(tuple(null, at(3600), at(10800)));
    }

    private List<Notification> notifications() {
        return world.asSystem(() -> inbox.list(scenario.account, new NotificationFilter(null, null, null))
                        .page(Pageable.unpaged()))
                .getContent()
                .reversed();
    }

    private static Money cny(String amount) {
        return Money.of(amount, "CNY");
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
