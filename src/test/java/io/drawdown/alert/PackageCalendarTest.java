package io.drawdown.alert;

import static io.drawdown.alert.settings.Threshold.percent;
import static io.drawdown.alert.settings.UsageAlert.Scope.EACH_PACKAGE;
import static io.drawdown.alert.settings.UsageAlert.Scope.SAME_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.Money;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import io.drawdown.notification.message.Notification;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the calendar alone brings (R21). The account is in Shanghai and the region in UTC; a package bought at the start, on
 * 22 November 2026, ends with 22 November 2027 in UTC, which is at eight in the morning of the 23rd in Shanghai.
 */
@DrawdownTest
@Tag("dialect")
class PackageCalendarTest {

    private static final Instant END = Instant.parse("2027-11-23T00:00:00Z");

    @Autowired
    ObjectProvider<AlertScenario> stories;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    Offers offers;

    @Autowired
    World world;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private AlertScenario scenario;

    @BeforeEach
    void createScenario() {
        scenario = stories.getObject();
    }

    @AfterEach
    void resetClock() {
        clock.set(TestClock.START);
    }

    @Test
    void warnsAtNineInTheAccountsZoneAndReportsTheExpiry() {
        var bought = scenario.buy(1);
        scenario.reportUsage(600);
        scenario.advanceTo(Instant.parse("2027-11-16T00:59:59Z"));
        assertThat(scenario.messages()).isEmpty();
        scenario.advance(Duration.ofSeconds(1));
        assertThat(scenario.messages()).containsExactly("EXPIRING 3000/3600");
        scenario.advanceTo(Instant.parse("2027-11-20T01:00:00Z"));
        scenario.advanceTo(Instant.parse("2027-11-22T01:00:00Z"));
        assertThat(scenario.messages()).hasSize(3);
        scenario.advanceTo(END.minusSeconds(1));
        assertThat(scenario.messages()).hasSize(3);
        scenario.advanceTo(END);
        scenario.advance(Duration.ofDays(30));
        assertThat(scenario.messages())
                .containsExactly("EXPIRING 3000/3600", "EXPIRING 3000/3600", "EXPIRING 3000/3600", "EXPIRED 3000/3600");
        assertThat(scenario.notifications()).allSatisfy(told -> {
            assertThat(told.packageId()).isEqualTo(bought);
            assertThat(told.expiresAt()).isEqualTo(END);
        });
    }

    @Test
    void countsWarningDaysFromTheLastValidDay() {
        scenario.buy(1);
        moveAccountTo("UTC");
        scenario.advanceTo(END);
        assertThat(scenario.notifications())
                .extracting(Notification::happenedAt)
                .containsExactly(
                        Instant.parse("2027-11-15T09:00:00Z"),
                        Instant.parse("2027-11-19T09:00:00Z"),
                        Instant.parse("2027-11-21T09:00:00Z"),
                        END);
    }

    @Test
    void warnsAtNineLocalTimeAfterDaylightSavingEnds() {
        clock.set(Instant.parse("2026-11-05T12:00:00Z"));
        scenario.buy(1, Instant.parse("2025-11-04T12:00:00Z"));
        assertThat(scenario.messages()).as("ended on the 4th").isEmpty();
        scenario.buy(1, Instant.parse("2025-11-06T12:00:00Z"));
        moveAccountTo("America/New_York");
        scenario.advanceTo(Instant.parse("2026-11-07T12:00:00Z"));
        assertThat(scenario.notifications())
                .extracting(Notification::happenedAt)
                .containsExactly(Instant.parse("2026-11-05T14:00:00Z"), Instant.parse("2026-11-07T00:00:00Z"));
    }

    @Test
    void warnsOnlyIfQuotaRemains() {
        scenario.buy(1);
        scenario.advanceTo(Instant.parse("2027-11-17T00:00:00Z"));
        scenario.reportUsage(3600);
        scenario.advanceTo(END);
        assertThat(scenario.messages()).containsExactly("EXPIRING 3600/3600", "USED_UP 0/3600", "EXPIRED 0/3600");
    }

    @Test
    void catchesUpInOrderAfterAnOutage() {
        scenario.buy(1);
        clock.set(END.plus(Duration.ofDays(2)));
        dueAccounts.catchUp();
        assertThat(scenario.notifications())
                .extracting(Notification::happenedAt)
                .containsExactly(
                        Instant.parse("2027-11-16T01:00:00Z"),
                        Instant.parse("2027-11-20T01:00:00Z"),
                        Instant.parse("2027-11-22T01:00:00Z"),
                        END);
    }

    @Test
    void catchesUpBeforeAnyOtherChangeOfTheAccount() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1, TestClock.START.plus(Duration.ofDays(2)));
        clock.set(TestClock.START.plus(Duration.ofDays(3)));
        scenario.reportUsage(2880);
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 720/3600");
    }

    @Test
    void staysSilentWhileTheAlertIsOff() {
        scenario.editSettings(
                alert -> new UsageAlert(EACH_PACKAGE, new AlertSetting(false, List.of(percent(20))), List.of()));
        scenario.buy(1);
        scenario.advanceTo(END);
        assertThat(scenario.messages()).isEmpty();
    }

    @Test
    void ignoresAPackageCreatedAfterItsExpiry() {
        scenario.buy(1, TestClock.START.minus(Duration.ofDays(500)));
        scenario.advance(Duration.ofDays(1));
        assertThat(scenario.messages()).isEmpty();
    }

    @Test
    void sendsOnlyFutureWarningsForAPackageCreatedLate() {
        scenario.buy(1, TestClock.START.minus(Duration.ofDays(360)));
        scenario.advance(Duration.ofDays(10));
        assertThat(scenario.messages())
                .containsExactly("EXPIRING 3600/3600", "EXPIRING 3600/3600", "EXPIRED 3600/3600");
    }

    @Test
    void comparesAPackageWhenItBecomesEffective() {
        var begin = TestClock.START.plusSeconds(100);
        scenario.buy(1, begin);
        scenario.settle(scenario.usageEvent(3000, begin));
        scenario.advance(Duration.ofSeconds(99));
        assertThat(scenario.messages()).isEmpty();
        scenario.advance(Duration.ofSeconds(1));
        assertThat(scenario.messages()).containsExactly("THRESHOLD 20% 600/3600");
        assertThat(scenario.notifications().getFirst().happenedAt()).isEqualTo(begin);
    }

    @Test
    void rearmsAKindWhenAPackageBecomesEffectiveAndExcludesUsedUpOnes() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        scenario.buy(1, TestClock.START.plusSeconds(100));
        scenario.reportUsage(3600);
        scenario.advance(Duration.ofSeconds(100));
        scenario.reportUsage(2879);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600");
        scenario.reportUsage(1);
        assertThat(scenario.messages()).containsExactly("USED_UP 0/3600", "THRESHOLD 20% 720/3600");
    }

    @Test
    void alertsWhenAnExpiryTakesAKindBelowItsThreshold() {
        scenario.watch(SAME_KIND, new Threshold(Threshold.Type.REMAINING, 3600));
        scenario.buy(9, TestClock.START.minus(Duration.ofDays(364)));
        scenario.buy(1);
        scenario.advanceTo(Instant.parse("2026-11-23T23:59:59Z"));
        assertThat(scenario.messages()).containsExactly("EXPIRING 32400/32400");
        scenario.advance(Duration.ofSeconds(1));
        assertThat(scenario.messages())
                .containsExactly("EXPIRING 32400/32400", "EXPIRED 32400/32400", "THRESHOLD 3600s 3600/3600");
    }

    @Test
    void includesExcludedPackagesAgainOnceTheNewerOneHasExpired() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(1);
        var all = scenario.reportUsage(3600);
        var forAMonth = world.asSystem(() -> offers.put(new Offer(
                World.code("offer"),
                "1 h",
                scenario.region,
                scenario.specification,
                Set.of(Activity.TRAINING),
                1,
                1,
                Money.of("10", "CNY"),
                true)));
        world.buyPackage(scenario.account, forAMonth, 1, null);
        scenario.advanceTo(Instant.parse("2026-12-23T00:00:00Z"));
        scenario.voidUsage(all);
        scenario.reportUsage(2880);
        assertThat(scenario.messages()).endsWith("THRESHOLD 20% 720/3600");
    }

    @Test
    void subtractsExpiredPackagesFromAKind() {
        scenario.watch(SAME_KIND, percent(20));
        scenario.buy(9, TestClock.START.minus(Duration.ofDays(364)));
        scenario.buy(1);
        scenario.advanceTo(TestClock.START.plus(Duration.ofDays(3)));
        assertThat(scenario.messages()).endsWith("EXPIRED 32400/32400");
        scenario.reportUsage(2880);
        assertThat(scenario.messages()).endsWith("THRESHOLD 20% 720/3600");
    }

    @Test
    void movesTheWarningsWithTheAccountsZone() {
        scenario.buy(1);
        moveAccountTo("America/New_York");
        scenario.advanceTo(Instant.parse("2027-11-15T13:59:59Z"));
        assertThat(scenario.messages()).isEmpty();
        scenario.advanceTo(Instant.parse("2027-11-15T14:00:00Z"));
        assertThat(scenario.messages()).hasSize(1);
        moveAccountTo("Asia/Shanghai");
        scenario.advanceTo(Instant.parse("2027-11-18T00:00:00Z"));
        assertThat(scenario.messages()).as("each warning once").hasSize(1);
        scenario.advanceTo(Instant.parse("2027-11-20T01:00:00Z"));
        assertThat(scenario.messages()).hasSize(2);
    }

    @Test
    void appliesEachEntryOnceOnManyServers() throws Exception {
        scenario.buy(1);
        clock.set(END);
        var start = new CountDownLatch(1);
        try (var servers = Executors.newFixedThreadPool(8)) {
            var running = IntStream.range(0, 8)
                    .mapToObj(server -> servers.submit(() -> {
                        start.await();
                        dueAccounts.catchUp();
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (var each : running) {
                each.get();
            }
        }
        // H2 may have all of them skip a row that they reach for at the same moment; the next look finds it.
        dueAccounts.catchUp();
        assertThat(scenario.messages())
                .containsExactly("EXPIRING 3600/3600", "EXPIRING 3600/3600", "EXPIRING 3600/3600", "EXPIRED 3600/3600");
    }

    @Test
    void skipsAccountsWhoseLedgerIsLocked() throws Exception {
        scenario.buy(1);
        clock.set(END);
        var other = stories.getObject();
        clock.set(END);
        try (var server = Executors.newSingleThreadExecutor()) {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("select account from ledger where account = :account for update")
                        .param("account", scenario.account)
                        .query(String.class)
                        .single();
                try {
                    server.submit(dueAccounts::catchUp).get();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
                assertThat(scenario.messages()).isEmpty();
            });
        }
        dueAccounts.catchUp();
        assertThat(scenario.messages()).hasSize(4);
        assertThat(other.messages()).isEmpty();
    }

    @Test
    void appliesEntriesThatBecameDueWhileWaitingForTheLedger() throws Exception {
        scenario.buy(1);
        scenario.whileWaiting(scenario::catchUp, () -> clock.set(END));
        assertThat(scenario.messages()).hasSize(4);
    }

    private void moveAccountTo(String zone) {
        world.asSystem(() -> accounts.put(
                new Account(scenario.account, "Acme", Currency.getInstance("CNY"), ZoneId.of(zone), null)));
    }
}
