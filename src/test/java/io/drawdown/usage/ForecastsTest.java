package io.drawdown.usage;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.catalog.model.Activity;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.forecast.Depletion;
import io.drawdown.quota.forecast.DepletionForecast;
import io.drawdown.quota.forecast.Forecast;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.RunScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** When packages run out. */
@DrawdownTest
@Tag("dialect")
class ForecastsTest {

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    Forecasts forecasts;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
    }

    @Test
    void forecastsNoDepletionIfNothingRuns() {
        var bought = scenario.buy(1);

        assertThat(ofPackage(bought)).isEqualTo(new DepletionForecast(null, null, false));
        assertThat(ofKind()).isEqualTo(new DepletionForecast(null, null, false));
    }

    @Test
    void forecastsDepletionInTheSecondInWhichTheLastIsTaken() {
        var bought = scenario.buy(1);
        scenario.settle(scenario.started("train", 7, START));

        assertThat(ofPackage(bought).atCurrentRate()).isEqualTo(usedUp(515));
        assertThat(ofKind().atCurrentRate()).isEqualTo(usedUp(515));
        clock.advance(Duration.ofSeconds(100));
        assertThat(ofPackage(bought).atCurrentRate()).as("not settled since").isEqualTo(usedUp(515));
        scenario.advance(Duration.ofSeconds(700));
        assertThat(ofPackage(bought).atCurrentRate()).as("nothing is left").isEqualTo(usedUp(800));
    }

    @Test
    void kindForecastCountsLaterPackages() {
        var first = scenario.buy(1);
        var second = scenario.buy(2);
        var later = scenario.buy(1, at(9000));
        scenario.settle(scenario.started("train", 1, START));

        assertThat(ofPackage(first).atCurrentRate()).isEqualTo(usedUp(3600));
        assertThat(ofPackage(second).atCurrentRate()).isEqualTo(usedUp(3 * 3600));
        assertThat(ofPackage(later).atCurrentRate()).isEqualTo(usedUp(4 * 3600));
        assertThat(ofKind().atCurrentRate()).isEqualTo(usedUp(4 * 3600));
    }

    @Test
    void kindIsDepletedBeforeAPackageThatBecomesEffectiveTooLate() {
        scenario.buy(1);
        var later = scenario.buy(1, at(3601));
        scenario.settle(scenario.started("train", 1, START));

        assertThat(ofKind().atCurrentRate()).isEqualTo(usedUp(3600));
        assertThat(ofPackage(later).atCurrentRate()).isEqualTo(usedUp(7201));
    }

    @Test
    void forecastsALapseIfThePackageExpiresFirst() {
        var bought = scenario.buy(100_000);
        scenario.settle(scenario.started("train", 1, START));

        assertThat(ofPackage(bought).atCurrentRate())
                .isEqualTo(new Depletion(scenario.get(bought).expiresAt(), false));
    }

    @Test
    void jobWithAReportedStopDrawsUntilThatStop() {
        var bought = scenario.buy(1);
        var start = scenario.started("train", 1, START);
        scenario.settle(start, scenario.stopped("train", at(100)));

        assertThat(ofPackage(bought).atCurrentRate())
                .isEqualTo(new Depletion(scenario.get(bought).expiresAt(), false));
    }

    @Test
    void forecastsDepletionOnlyOfPackagesThatCoverTheJob() {
        var training = scenario.buy(1, null, Activity.TRAINING);
        var deployment = scenario.buy(1, null, Activity.DEPLOYMENT);
        scenario.settle(scenario.started("serve", 2, START, Activity.DEPLOYMENT));

        assertThat(ofPackage(training).atCurrentRate()).isNull();
        assertThat(ofPackage(deployment).atCurrentRate()).isEqualTo(usedUp(1800));
        assertThat(forecast()
                        .depletionOf(scenario.region, scenario.specification)
                        .atCurrentRate())
                .isEqualTo(usedUp(1800));
        assertThat(ofKind(Activity.TRAINING).atCurrentRate()).isNull();
    }

    @Test
    void weeklyForecastNeedsOneDayOfHistory() {
        var bought = scenario.buy(100);
        scenario.settle(scenario.recorded(1, at(-24 * 3600 + 1), START));
        assertThat(ofPackage(bought)).isEqualTo(new DepletionForecast(null, null, false));

        clock.advance(Duration.ofSeconds(1));
        var depletionForecast = ofPackage(bought);
        assertThat(depletionForecast.hasEnoughHistory()).isTrue();
        assertThat(depletionForecast.atTrailingWeekRate().earliest().usedUp()).isTrue();
    }

    @Test
    void weeklyForecastUsesTheMeanOfTheWeek() {
        var bought = scenario.buy(1000);
        scenario.settle(
                scenario.recorded(2, at(-30 * 24 * 3600), at(-29 * 24 * 3600)),
                scenario.recorded(3, at(-14 * 24 * 3600), START));

        var left = 1000 * 3600;
        assertThat(ofPackage(bought).atTrailingWeekRate())
                .isEqualTo(new DepletionForecast.Range(usedUp(left / 3), usedUp(left / 3), usedUp(left / 3)));
        assertThat(ofKind().atTrailingWeekRate().likely()).isEqualTo(usedUp(left / 3));
    }

    @Test
    void rangeOfTheForecastUsesTheSpreadOfTheHours() {
        scenario.buy(1000);
        scenario.settle(scenario.recorded(1, at(-14 * 24 * 3600), START));
        var busy = new ArrayList<UsageEvent>();
        for (var hour = 0; hour < 20; hour++) {
            busy.add(scenario.recorded(1, at(-(hour + 1) * 3 * 3600), at(-(hour + 1) * 3 * 3600 + 3600)));
        }
        scenario.settle(busy.toArray(UsageEvent[]::new));

        var week = ofKind().atTrailingWeekRate();
        assertThat(week.earliest())
                .as("more than a tenth of the hours burned 2 nodes")
                .isEqualTo(usedUp(1000 * 3600 / 2));
        assertThat(week.likely()).as("188 node-hours in 168").isEqualTo(usedUp(Math.ceilDiv(1000L * 3600 * 168, 188)));
        assertThat(week.latest()).isEqualTo(usedUp(1000 * 3600));
    }

    @Test
    void fewBusyHoursDoNotInvertTheRange() {
        var bought = scenario.buy(1000);
        scenario.settle(
                scenario.recorded(168, at(-10 * 3600), at(-9 * 3600)),
                scenario.recorded(1, at(-400 * 3600), at(-399 * 3600)));

        var week = ofKind().atTrailingWeekRate();
        assertThat(week.likely()).isEqualTo(usedUp(1000 * 3600));
        assertThat(week.earliest()).isEqualTo(week.likely());
        assertThat(week.latest())
                .as("nothing ran in most hours")
                .isEqualTo(new Depletion(scenario.get(bought).expiresAt(), false));
    }

    @Test
    void weeklyForecastIgnoresVoidedAndDedicatedPoolUsage() {
        var bought = scenario.buy(1000);
        var wrong = scenario.recorded(1, at(-14 * 24 * 3600), START);
        scenario.settle(wrong);
        scenario.settle(scenario.voided(wrong));

        assertThat(ofPackage(bought)).isEqualTo(new DepletionForecast(null, null, false));
    }

    @Test
    void weeklyForecastCountsUnsettledUsageOfRunningJobs() {
        scenario.buy(1000);
        scenario.settle(scenario.started("train", 2, START));
        for (var day = 0; day < 3; day++) {
            scenario.advance(Duration.ofDays(1));
        }
        clock.advance(Duration.ofSeconds(1000));

        var depletionForecast = ofKind();
        assertThat(depletionForecast.atCurrentRate()).isEqualTo(usedUp(1000 * 3600 / 2));
        assertThat(depletionForecast.atTrailingWeekRate().likely()).isEqualTo(usedUp(1000 * 3600 / 2));
        assertThat(depletionForecast.atTrailingWeekRate().latest()).isEqualTo(usedUp(1000 * 3600 / 2));
    }

    private DepletionForecast ofPackage(String id) {
        return forecast().depletionOf(scenario.get(id));
    }

    private DepletionForecast ofKind(Activity... activities) {
        return forecast()
                .depletionOf(new PackageKind(
                        scenario.region,
                        scenario.specification,
                        activities.length == 0 ? EnumSet.allOf(Activity.class) : Set.of(activities)));
    }

    private Forecast forecast() {
        return world.asSystem(() -> forecasts.forecast(scenario.account));
    }

    private static Depletion usedUp(long second) {
        return new Depletion(at(second), true);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
