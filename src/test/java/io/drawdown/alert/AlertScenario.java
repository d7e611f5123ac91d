package io.drawdown.alert;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.Ledger;
import io.drawdown.testing.HeldLedger;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.SettlementAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An account, a region and a specification of a test's own, with packages of whole hours and usage of so many node-seconds. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class AlertScenario {

    final String account;
    final String region;
    final String specification;

    private final World world;
    private final SettlementAccess settlement;
    private final UsageAlerts alerts;
    private final Inbox inbox;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final AtomicInteger events = new AtomicInteger();

    AlertScenario(
            World world,
            SettlementAccess settlement,
            UsageAlerts alerts,
            Inbox inbox,
            Ledger ledger,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestClock clock) {
        this.world = world;
        this.settlement = settlement;
        this.alerts = alerts;
        this.inbox = inbox;
        this.ledger = ledger;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
        clock.set(TestClock.START);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
    }

    /** Buys a package of so many hours that is effective now. */
    String buy(long hours) {
        return buy(hours, null);
    }

    String buy(long hours, @Nullable Instant effectiveAt) {
        return world.buyPackage(account, world.offer(region, specification, hours, Activity.TRAINING), 1, effectiveAt)
                .id();
    }

    /** Uses so many node-seconds within the next second, in one request; gives the record's id. */
    String reportUsage(long nodeSeconds) {
        var usage = usageEvent(nodeSeconds, clock.instant());
        settle(usage);
        return usage.id();
    }

    UsageEvent.Recorded usageEvent(long nodeSeconds, Instant start) {
        return new UsageEvent.Recorded(
                account,
                "/test",
                "use-" + events.incrementAndGet(),
                "job",
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                nodeSeconds,
                start,
                start.plusSeconds(1));
    }

    /** Takes a usage record back, in a request of its own. */
    void voidUsage(String id) {
        settle(voidEvent(id));
    }

    UsageEvent.Voided voidEvent(String id) {
        return new UsageEvent.Voided(account, "/test", "void-" + events.incrementAndGet(), null, "/test", id);
    }

    /** Settles events as one request. */
    void settle(UsageEvent... together) {
        Assertions.assertThat(settlement.settle(Arrays.asList(together)))
                .allSatisfy(result -> Assertions.assertThat(result.status()).isEqualTo(EventResult.Status.ACCEPTED));
    }

    /** Edits the settings; gives the alerts that this raises. */
    List<Alert> editSettings(UnaryOperator<UsageAlert> change) {
        return world.asSystem(() -> alerts.put(account, change.apply(alerts.get(account))))
                .raisedAlerts();
    }

    /** Watches by this scope, with these thresholds by default. */
    void watch(UsageAlert.Scope scope, Threshold... thresholds) {
        editSettings(alert -> new UsageAlert(scope, new AlertSetting(true, List.of(thresholds)), List.of()));
    }

    /** Lets the time pass, and what comes with it happen. */
    void advance(Duration duration) {
        clock.advance(duration);
        catchUp();
    }

    void advanceTo(Instant instant) {
        clock.set(instant);
        catchUp();
    }

    void catchUp() {
        transaction.executeWithoutResult(status -> ledger.lock(List.of(account)));
    }

    /** Does something that has to wait for the account's ledger, and something else while it waits. */
    void whileWaiting(Runnable waiting, Runnable meanwhile) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var waited = transaction.execute(status -> {
                ledger.lock(List.of(account));
                var running = thread.submit(waiting);
                Awaitility.await().until(() -> HeldLedger.somebodyWaits(jdbc));
                meanwhile.run();
                return running;
            });
            waited.get();
        }
    }

    /** What was told, the oldest first, such as {@code THRESHOLD 20% 720/3600}. */
    List<String> messages() {
        return notifications().stream().map(AlertScenario::describe).toList();
    }

    /** What was told, the oldest first. */
    List<Notification> notifications() {
        return world.asSystem(() -> inbox.list(account, new NotificationFilter(null, null, null))
                        .page(Pageable.unpaged()))
                .getContent()
                .reversed();
    }

    <T> T asSystem(Supplier<T> action) {
        return world.asSystem(action);
    }

    static String describe(Notification told) {
        var threshold = told.threshold();
        var at = threshold == null
                ? ""
                : " " + threshold.value() + (threshold.type() == Threshold.Type.PERCENTAGE ? "%" : "s");
        return told.kind() + at + " " + told.remainingNodeSeconds() + "/" + told.totalNodeSeconds();
    }
}
