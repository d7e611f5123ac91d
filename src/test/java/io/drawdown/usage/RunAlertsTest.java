package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.SlowAlerts;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.catalog.Activity;
import io.drawdown.integrity.Integrity;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.NotificationFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** What is told of running jobs, and when it happened (R16, R21). */
@DrawdownTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunAlertsTest {

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Inbox inbox;

    @Autowired
    Integrity integrity;

    @Autowired
    Fixture fixture;

    private RunStory story;

    @BeforeEach
    void begin() {
        story = stories.getObject();
    }

    @AfterAll
    void isSound() {
        assertThat(fixture.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void theTotalOfAKindLeavesOutAtOnceWhatIsUsedUpWhenAPackageBegins() {
        watch(UsageAlert.Scope.SAME_KIND, Threshold.percent(20));
        story.buy(10);
        story.buy(1, at(36_100));
        story.buy(1, at(37_900));
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofDays(1));

        assertThat(told())
                .containsExactly(
                        "28800 THRESHOLD 20% 7200/36000",
                        "36000 USED_UP 0/36000", "41860 THRESHOLD 20% 1440/7200", "43300 USED_UP 0/7200");
    }

    @Test
    void whatIsUsedUpInTheSecondInWhichAnotherBeginsIsLeftOut() {
        watch(UsageAlert.Scope.SAME_KIND, Threshold.percent(20));
        story.buy(1);
        story.buy(1, at(3600));
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofHours(2));

        assertThat(told())
                .containsExactly("2880 THRESHOLD 20% 720/3600", "6480 THRESHOLD 20% 720/3600", "7200 USED_UP 0/3600");
    }

    @Test
    void aDayAtOnceTellsWhatEachMinuteWouldHaveTold() {
        var atOnce = day(Duration.ofDays(1));
        story = stories.getObject();

        assertThat(day(Duration.ofMinutes(1))).isEqualTo(atOnce);
        assertThat(told())
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
        watch(UsageAlert.Scope.EACH_PACKAGE, Threshold.percent(50), Threshold.percent(20));
        story.buy(4, null, Activity.TRAINING);
        story.buy(10, at(10_000), Activity.TRAINING);
        story.buy(30, START.minus(Duration.ofDays(365)), Activity.DEPLOYMENT);
        story.settle(
                story.started("one", 1, START),
                story.started("two", 1, START),
                story.started("serve", 1, START, Activity.DEPLOYMENT));
        for (var passed = Duration.ZERO; passed.compareTo(Duration.ofDays(1)) < 0; passed = passed.plus(step)) {
            story.pass(step);
        }
        story.catchUp();
        story.settle(
                story.stopped("one", at(86_400)), story.stopped("two", at(86_400)), story.stopped("serve", at(86_400)));
        var came = new TreeMap<String, Object>();
        came.put("told", told());
        story.usage().forEach(usage -> {
            came.merge(
                    usage.job() + " deducted", usage.deductedNodeSeconds(), (one, other) -> (long) one + (long) other);
            came.merge(usage.job() + " charged", usage.chargedNodeSeconds(), (one, other) -> (long) one + (long) other);
        });
        return came;
    }

    private void watch(UsageAlert.Scope scope, Threshold... thresholds) {
        var alert = new UsageAlert(scope, new AlertSetting(true, List.of(thresholds)), List.of());
        fixture.asSystem(() -> alerts.put(story.account, alert));
    }

    /** The oldest first, with the seconds since the start. */
    private List<String> told() {
        return fixture
                .asSystem(() -> inbox.list(story.account, new NotificationFilter(null, null, null))
                        .page(Pageable.unpaged()))
                .getContent()
                .reversed()
                .stream()
                .map(told -> told.happenedAt().getEpochSecond() - START.getEpochSecond() + " " + SlowAlerts.words(told))
                .toList();
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
