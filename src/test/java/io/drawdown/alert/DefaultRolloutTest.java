package io.drawdown.alert;

import static io.drawdown.alert.settings.Threshold.percent;
import static io.drawdown.alert.settings.UsageAlert.Scope.EACH_PACKAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** R19 and R20, for a new default of the platform. */
@DrawdownTest
@Tag("dialect")
class DefaultRolloutTest {

    @Autowired
    ObjectProvider<AlertScenario> stories;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    DefaultRollout rollout;

    @Autowired
    World world;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext context;

    private UsageAlert before;
    private AlertScenario scenario;

    @BeforeEach
    void createScenario() {
        before = world.asSystem(alerts::getPlatformDefault);
        rollout.rollOut();
        scenario = stories.getObject();
    }

    @AfterEach
    void restoreDefault() {
        world.asSystem(() -> alerts.putPlatformDefault(before));
        rollout.rollOut();
    }

    @Test
    void appliesToAccountsWithoutOwnSettings() {
        var own = stories.getObject();
        own.watch(EACH_PACKAGE, percent(20));
        for (var each : List.of(scenario, own)) {
            each.buy(1);
            each.reportUsage(2000);
        }

        putDefault(percent(50), percent(20));
        rollout.rollOut();

        assertThat(scenario.messages()).containsExactly("THRESHOLD 50% 1600/3600");
        assertThat(own.messages()).isEmpty();
    }

    @Test
    void doesNotRepeatEarlierAlerts() {
        scenario.buy(1);
        scenario.reportUsage(3000);
        for (var percent = 30; percent < 35; percent++) {
            putDefault(percent(percent));
            rollout.rollOut();
        }
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 600/3600");
    }

    @Test
    void showsTheNewDefaultAtOnceAndAppliesItAfterTheRollout() {
        scenario.buy(1);
        putDefault(percent(50));

        assertThat(world.asSystem(() -> alerts.get(scenario.account)).standard().thresholds())
                .containsExactly(percent(50));
        scenario.reportUsage(2000);
        assertThat(scenario.messages())
                .as("the account follows the default before it until it is moved")
                .isEmpty();
        rollout.rollOut();
        rollout.rollOut();

        assertThat(scenario.messages()).containsExactly("THRESHOLD 50% 1600/3600");
    }

    @Test
    void appliesToAccountsOpenedLater() {
        putDefault(percent(50));
        var later = stories.getObject();
        later.buy(1);
        later.reportUsage(1800);
        assertThat(later.messages()).containsExactly("THRESHOLD 50% 1800/3600");
    }

    @Test
    void comparesFirstOwnSettingsWithTheDefaultInForce() {
        scenario.watch(EACH_PACKAGE, percent(20));
        var follower = stories.getObject();
        follower.watch(EACH_PACKAGE, percent(20));
        putDefault(percent(50));
        rollout.rollOut();
        follower.buy(1);
        follower.reportUsage(1800);
        assertThat(follower.messages()).isEmpty();
    }

    @Test
    void skipsAccountsWhoseLedgerIsLocked() throws Exception {
        var others =
                IntStream.range(0, 3).mapToObj(number -> stories.getObject()).toList();
        others.forEach(each -> {
            each.buy(1);
            each.reportUsage(2000);
        });
        scenario.buy(1);
        scenario.reportUsage(2000);
        putDefault(percent(50));
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var holding = threads.submit((Callable<Void>) () -> transaction.execute(status -> {
                jdbc.sql("select account from ledger where account = :account for update")
                        .param("account", scenario.account)
                        .query(String.class)
                        .single();
                held.countDown();
                await(done);
                return null;
            }));
            held.await();
            rollout.rollOut();
            assertThat(others)
                    .allSatisfy(each -> assertThat(each.messages()).containsExactly("THRESHOLD 50% 1600/3600"));
            assertThat(scenario.messages()).isEmpty();
            done.countDown();
            holding.get();
        }
        rollout.rollOut();
        assertThat(scenario.messages()).containsExactly("THRESHOLD 50% 1600/3600");
    }

    @Test
    void alertsOnceWhenTwoServersRollOut() throws Exception {
        var all = IntStream.range(0, 60).mapToObj(number -> stories.getObject()).toList();
        all.getFirst().buy(1);
        all.getLast().buy(1);
        all.getFirst().reportUsage(2000);
        all.getLast().reportUsage(2000);
        putDefault(percent(50));
        var second = context.getAutowireCapableBeanFactory().createBean(DefaultRollout.class);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var one : List.of(threads.submit(rollout::rollOut), threads.submit(second::rollOut))) {
                one.get();
            }
        }
        rollout.rollOut();
        assertThat(all.getFirst().messages()).containsExactly("THRESHOLD 50% 1600/3600");
        assertThat(all.getLast().messages()).containsExactly("THRESHOLD 50% 1600/3600");
        assertThat(jdbc.sql("select count(*) from usage_alert_default_version")
                        .query(Long.class)
                        .single())
                .as("versions that nobody follows are removed")
                .isOne();
    }

    private void putDefault(Threshold... thresholds) {
        world.asSystem(() -> alerts.putPlatformDefault(
                new UsageAlert(EACH_PACKAGE, new AlertSetting(true, List.of(thresholds)), List.of())));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
