package io.drawdown.notification;

import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.sql.Sql;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.email.Recipients;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A test of what an account is told, with an account and a package of its own. */
@DrawdownTest
public abstract class NotificationTestCase {

    public static final Instant NOW = TestClock.START;

    @Autowired
    public World world;

    @Autowired
    public TestClock clock;

    @Autowired
    public JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    public ApplicationEventPublisher events;

    @Autowired
    Inbox inbox;

    @Autowired
    public Recipients recipients;

    @Autowired
    public Deliveries deliveries;

    public String account;
    public ResourcePackage boughtPackage;

    /** Other tests' deliveries are none of this one's business. */
    @BeforeEach
    public void parkOtherDeliveries() {
        jdbc.sql("update delivery set state = 'PARKED', next_attempt_at = null where state = 'PENDING'")
                .update();
    }

    @BeforeEach
    void buyPackage() {
        clock.set(NOW);
        account = world.account();
        boughtPackage = buyPackage(account);
    }

    ResourcePackage buyPackage(String account) {
        return world.buyPackage(account, world.offer(world.region(), world.specification(), 100), 1, null);
    }

    /** 20 % of the account's package is reached. */
    public Alert thresholdAlert() {
        return alert(boughtPackage, account, AlertKind.THRESHOLD, 18 * 3600);
    }

    public Alert usedUpAlert() {
        return alert(boughtPackage, account, AlertKind.USED_UP, 0);
    }

    public static Alert alert(ResourcePackage of, String account, AlertKind kind, long remaining) {
        return new Alert(
                account,
                kind,
                of.id(),
                new PackageKind(of.region(), of.specification(), of.activities()),
                kind == AlertKind.THRESHOLD ? Threshold.percent(20) : null,
                remaining,
                of.totalNodeSeconds(),
                null,
                null,
                of.expiresAt(),
                NOW);
    }

    /** Raises alerts in a transaction of their own, as one change. */
    public void publishAlerts(Alert... alerts) {
        transaction.executeWithoutResult(status -> publish(alerts));
    }

    void publish(Alert... alerts) {
        events.publishEvent(new Alert.Raised(alerts[0].account(), List.of(alerts)));
    }

    public void setRecipients(String... emails) {
        world.asSystem(() -> recipients.put(account, List.of(emails)));
    }

    public static String newEmail() {
        return World.code("li") + "@example.com";
    }

    /** The account's deliveries, the oldest first. */
    public List<Delivery> deliveries() {
        return world.asSystem(() ->
                        deliveries.list(new DeliveryFilter(null, null, account)).rows(0, 1000, Sort.unsorted()))
                .reversed();
    }

    public Delivery delivery() {
        return deliveries().getFirst();
    }

    /** A webhook that calls nobody, as the couriers of these tests do. */
    long insertWebhook(String account, AlertKind... kinds) {
        jdbc.sql(
                        "insert into webhook (account, url, kinds, secret, created_at) values (:account, :url, :kinds, 'whsec_', :now)")
                .param("account", account)
                .param("url", "https://" + World.code("hook") + ".example.com/")
                .param(
                        "kinds",
                        String.join(",", Arrays.stream(kinds).map(Enum::name).toList()))
                .param("now", Sql.utc(NOW))
                .update();
        return jdbc.sql("select max(id) from webhook where account = :account")
                .param("account", account)
                .query(Long.class)
                .single();
    }
}
