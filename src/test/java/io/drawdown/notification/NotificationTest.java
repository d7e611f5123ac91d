package io.drawdown.notification;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.Threshold;
import io.drawdown.base.Sql;
import io.drawdown.quota.Kind;
import io.drawdown.quota.ResourcePackage;
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
abstract class NotificationTest {

    static final Instant NOW = TestClock.START;

    @Autowired
    Fixture fixture;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Inbox inbox;

    @Autowired
    Recipients recipients;

    @Autowired
    Deliveries deliveries;

    String account;
    ResourcePackage bought;

    /** Other tests' deliveries are none of this one's business. */
    @BeforeEach
    void leaveOthersAlone() {
        jdbc.sql("update delivery set state = 'PARKED', next_attempt_at = null where state = 'PENDING'")
                .update();
    }

    @BeforeEach
    void buy() {
        clock.set(NOW);
        account = fixture.account();
        bought = buy(account);
    }

    ResourcePackage buy(String account) {
        return fixture.buy(account, fixture.offer(fixture.region(), fixture.specification(), 100), 1, null);
    }

    /** 20 % of the account's package is reached. */
    Alert threshold() {
        return alert(bought, account, AlertKind.THRESHOLD, 18 * 3600);
    }

    Alert usedUp() {
        return alert(bought, account, AlertKind.USED_UP, 0);
    }

    static Alert alert(ResourcePackage of, String account, AlertKind kind, long remaining) {
        return new Alert(
                account,
                kind,
                of.id(),
                new Kind(of.region(), of.specification(), of.activities()),
                kind == AlertKind.THRESHOLD ? Threshold.percent(20) : null,
                remaining,
                of.totalNodeSeconds(),
                null,
                null,
                of.expiresAt(),
                NOW);
    }

    /** Raises alerts in a transaction of their own, as one change. */
    void raise(Alert... alerts) {
        transaction.executeWithoutResult(status -> publish(alerts));
    }

    void publish(Alert... alerts) {
        events.publishEvent(new Alert.Raised(alerts[0].account(), List.of(alerts)));
    }

    void recipients(String... emails) {
        fixture.asSystem(() -> recipients.put(account, List.of(emails)));
    }

    static String email() {
        return Fixture.code("li") + "@example.com";
    }

    /** The account's deliveries, the oldest first. */
    List<Delivery> deliveries() {
        return fixture.asSystem(() ->
                        deliveries.list(new DeliveryFilter(null, null, account)).rows(0, 1000, Sort.unsorted()))
                .reversed();
    }

    Delivery delivery() {
        return deliveries().getFirst();
    }

    /** A webhook that calls nobody, as the couriers of these tests do. */
    long webhook(String account, AlertKind... kinds) {
        jdbc.sql(
                        "insert into webhook (account, url, kinds, secret, created_at) values (:account, :url, :kinds, 'whsec_', :now)")
                .param("account", account)
                .param("url", "https://" + Fixture.code("hook") + ".example.com/")
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
