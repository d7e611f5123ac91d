package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.base.Money;
import io.drawdown.catalog.Activity;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.Notification;
import io.drawdown.notification.NotificationFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** What alerts say of the jobs that run: when the rest runs out, and what the next hour costs (R21, R22). */
@DrawdownTest
class AlertFiguresTest {

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    Inbox inbox;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Fixture fixture;

    private RunStory story;

    @BeforeEach
    void begin() {
        story = stories.getObject();
    }

    @Test
    void aThresholdSaysWhenTheRestRunsOut() {
        story.buy(1);
        story.settle(story.started("train", 7, START));
        story.pass(Duration.ofSeconds(412));

        assertThat(told())
                .extracting(Notification::happenedAt, Notification::runsOutAt, Notification::nextHourCost)
                .containsExactly(tuple(at(412), at(515), null));
    }

    @Test
    void usedUpSaysWhatTheNextHourCosts() {
        story.buy(1);
        story.settle(story.started("train", 7, START));
        story.pass(Duration.ofHours(2));

        assertThat(told().getLast())
                .extracting(Notification::happenedAt, Notification::runsOutAt, Notification::nextHourCost)
                .containsExactly(at(515), null, cny("25.20"));
    }

    @Test
    void anHourThatAnotherPackageCoversCostsNothing() {
        story.buy(1);
        story.buy(10);
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofHours(2));

        assertThat(told().getLast().nextHourCost()).isEqualTo(cny("0.00"));
    }

    @Test
    void whatAnotherPackageCoversOnlyInPartCostsTheRest() {
        story.buy(1);
        story.buy(2);
        story.settle(story.started("train", 4, START));
        story.pass(Duration.ofHours(2));

        assertThat(told())
                .extracting(Notification::nextHourCost)
                .containsExactly(null, cny("7.20"), null, cny("14.40"));
        assertThat(told()).extracting(Notification::runsOutAt).containsExactly(at(900), null, at(2700), null);
    }

    @Test
    void onlyWhatItCoversCosts() {
        story.buy(1, null, Activity.TRAINING);
        story.settle(story.started("train", 1, START), story.started("serve", 5, START, Activity.DEPLOYMENT));
        story.pass(Duration.ofHours(1));

        assertThat(told().getLast().nextHourCost()).isEqualTo(cny("3.60"));
    }

    @Test
    void nothingIsSaidWhereNothingRuns() {
        story.buy(1);
        story.settle(story.recorded(1, START, at(3000)));
        story.settle(story.recorded(1, START, at(1000)));

        assertThat(told()).hasSize(2).allSatisfy(one -> {
            assertThat(one.runsOutAt()).isNull();
            assertThat(one.nextHourCost()).isNull();
        });
    }

    @Test
    void whatIsReportedBesideRunningJobsSaysItToo() {
        story.buy(1);
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofSeconds(600));
        story.settle(story.recorded(1, START, at(2500)));

        assertThat(told()).extracting(Notification::runsOutAt).containsExactly(at(1100));
    }

    @Test
    void ofAKindItIsWhenAllOfItRunsOut() {
        fixture.asSystem(() -> alerts.put(
                story.account,
                new UsageAlert(
                        UsageAlert.Scope.SAME_KIND,
                        new AlertSetting(true, List.of(new Threshold(Threshold.Type.PERCENTAGE, 50))),
                        List.of())));
        story.buy(1);
        story.buy(1);
        story.buy(1, at(7200));
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofHours(1));

        assertThat(told())
                .extracting(Notification::packageId, Notification::happenedAt, Notification::runsOutAt)
                .containsExactly(tuple(null, at(3600), at(10800)));
    }

    private List<Notification> told() {
        return fixture.asSystem(() -> inbox.list(story.account, new NotificationFilter(null, null, null))
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
