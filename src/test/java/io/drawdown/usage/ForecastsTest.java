package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.catalog.Activity;
import io.drawdown.quota.Ending;
import io.drawdown.quota.Forecast;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.Kind;
import io.drawdown.quota.RunsOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** When packages run out. */
@DrawdownTest
class ForecastsTest {

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    Forecasts forecasts;

    @Autowired
    Fixture fixture;

    @Autowired
    TestClock clock;

    private RunStory story;

    @BeforeEach
    void begin() {
        story = stories.getObject();
    }

    @Test
    void nothingRunsOutWhereNothingBurns() {
        var bought = story.buy(1);

        assertThat(ofPackage(bought)).isEqualTo(new RunsOut(null, null, false));
        assertThat(ofKind()).isEqualTo(new RunsOut(null, null, false));
    }

    @Test
    void aPackageRunsOutInTheSecondInWhichTheLastIsTaken() {
        var bought = story.buy(1);
        story.settle(story.started("train", 7, START));

        assertThat(ofPackage(bought).atPresentBurn()).isEqualTo(usedUp(515));
        assertThat(ofKind().atPresentBurn()).isEqualTo(usedUp(515));
        clock.advance(Duration.ofSeconds(100));
        assertThat(ofPackage(bought).atPresentBurn()).as("not settled since").isEqualTo(usedUp(515));
        story.pass(Duration.ofSeconds(700));
        assertThat(ofPackage(bought).atPresentBurn()).as("nothing is left").isEqualTo(usedUp(800));
    }

    @Test
    void whatIsBehindCountsForTheKind() {
        var first = story.buy(1);
        var second = story.buy(2);
        var later = story.buy(1, at(9000));
        story.settle(story.started("train", 1, START));

        assertThat(ofPackage(first).atPresentBurn()).isEqualTo(usedUp(3600));
        assertThat(ofPackage(second).atPresentBurn()).isEqualTo(usedUp(3 * 3600));
        assertThat(ofPackage(later).atPresentBurn()).isEqualTo(usedUp(4 * 3600));
        assertThat(ofKind().atPresentBurn()).isEqualTo(usedUp(4 * 3600));
    }

    @Test
    void aKindRunsOutBeforeAPackageThatBecomesEffectiveTooLate() {
        story.buy(1);
        var later = story.buy(1, at(3601));
        story.settle(story.started("train", 1, START));

        assertThat(ofKind().atPresentBurn()).isEqualTo(usedUp(3600));
        assertThat(ofPackage(later).atPresentBurn()).isEqualTo(usedUp(7201));
    }

    @Test
    void whatCannotBeUsedUpInTimeLapses() {
        var bought = story.buy(100_000);
        story.settle(story.started("train", 1, START));

        assertThat(ofPackage(bought).atPresentBurn())
                .isEqualTo(new Ending(story.get(bought).expiresAt(), false));
    }

    @Test
    void aJobThatStopsAheadDrawsUntilThen() {
        var bought = story.buy(1);
        var start = story.started("train", 1, START);
        story.settle(start, story.stopped("train", at(100)));

        assertThat(ofPackage(bought).atPresentBurn())
                .isEqualTo(new Ending(story.get(bought).expiresAt(), false));
    }

    @Test
    void onlyWhatCoversTheJobRunsOut() {
        var training = story.buy(1, null, Activity.TRAINING);
        var deployment = story.buy(1, null, Activity.DEPLOYMENT);
        story.settle(story.started("serve", 2, START, Activity.DEPLOYMENT));

        assertThat(ofPackage(training).atPresentBurn()).isNull();
        assertThat(ofPackage(deployment).atPresentBurn()).isEqualTo(usedUp(1800));
        assertThat(forecast().of(story.region, story.specification).atPresentBurn())
                .isEqualTo(usedUp(1800));
        assertThat(ofKind(Activity.TRAINING).atPresentBurn()).isNull();
    }

    @Test
    void aDayOfHistoryIsEnough() {
        var bought = story.buy(100);
        story.settle(story.recorded(1, at(-24 * 3600 + 1), START));
        assertThat(ofPackage(bought)).isEqualTo(new RunsOut(null, null, false));

        clock.advance(Duration.ofSeconds(1));
        var runsOut = ofPackage(bought);
        assertThat(runsOut.enoughHistory()).isTrue();
        assertThat(runsOut.atTrailingWeek().earliest().usedUp()).isTrue();
    }

    @Test
    void theWeekGoesOnAtItsMean() {
        var bought = story.buy(1000);
        story.settle(
                story.recorded(2, at(-30 * 24 * 3600), at(-29 * 24 * 3600)),
                story.recorded(3, at(-14 * 24 * 3600), START));

        var left = 1000 * 3600;
        assertThat(ofPackage(bought).atTrailingWeek())
                .isEqualTo(new RunsOut.Range(usedUp(left / 3), usedUp(left / 3), usedUp(left / 3)));
        assertThat(ofKind().atTrailingWeek().likely()).isEqualTo(usedUp(left / 3));
    }

    @Test
    void theRangeIsThatOfTheHours() {
        story.buy(1000);
        story.settle(story.recorded(1, at(-14 * 24 * 3600), START));
        var busy = new ArrayList<UsageEvent>();
        for (var hour = 0; hour < 20; hour++) {
            busy.add(story.recorded(1, at(-(hour + 1) * 3 * 3600), at(-(hour + 1) * 3 * 3600 + 3600)));
        }
        story.settle(busy.toArray(UsageEvent[]::new));

        var week = ofKind().atTrailingWeek();
        assertThat(week.earliest())
                .as("more than a tenth of the hours burned 2 nodes")
                .isEqualTo(usedUp(1000 * 3600 / 2));
        assertThat(week.likely()).as("188 node-hours in 168").isEqualTo(usedUp(Math.ceilDiv(1000L * 3600 * 168, 188)));
        assertThat(week.latest()).isEqualTo(usedUp(1000 * 3600));
    }

    @Test
    void aFewBusyHoursDoNotTurnTheRangeRound() {
        var bought = story.buy(1000);
        story.settle(
                story.recorded(168, at(-10 * 3600), at(-9 * 3600)),
                story.recorded(1, at(-400 * 3600), at(-399 * 3600)));

        var week = ofKind().atTrailingWeek();
        assertThat(week.likely()).isEqualTo(usedUp(1000 * 3600));
        assertThat(week.earliest()).isEqualTo(week.likely());
        assertThat(week.latest())
                .as("nothing ran in most hours")
                .isEqualTo(new Ending(story.get(bought).expiresAt(), false));
    }

    @Test
    void whatWasVoidedOrRanInADedicatedPoolDoesNotCount() {
        var bought = story.buy(1000);
        var wrong = story.recorded(1, at(-14 * 24 * 3600), START);
        story.settle(wrong);
        story.settle(story.voided(wrong));

        assertThat(ofPackage(bought)).isEqualTo(new RunsOut(null, null, false));
    }

    @Test
    void whatRunningJobsHaveRunSinceTheyWereSettledCounts() {
        story.buy(1000);
        story.settle(story.started("train", 2, START));
        for (var day = 0; day < 3; day++) {
            story.pass(Duration.ofDays(1));
        }
        clock.advance(Duration.ofSeconds(1000));

        var runsOut = ofKind();
        assertThat(runsOut.atPresentBurn()).isEqualTo(usedUp(1000 * 3600 / 2));
        assertThat(runsOut.atTrailingWeek().likely()).isEqualTo(usedUp(1000 * 3600 / 2));
        assertThat(runsOut.atTrailingWeek().latest()).isEqualTo(usedUp(1000 * 3600 / 2));
    }

    private RunsOut ofPackage(String id) {
        return forecast().of(story.get(id));
    }

    private RunsOut ofKind(Activity... activities) {
        return forecast()
                .of(new Kind(
                        story.region,
                        story.specification,
                        activities.length == 0 ? EnumSet.allOf(Activity.class) : Set.of(activities)));
    }

    private Forecast forecast() {
        return fixture.asSystem(() -> forecasts.of(story.account));
    }

    private static Ending usedUp(long second) {
        return new Ending(at(second), true);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
