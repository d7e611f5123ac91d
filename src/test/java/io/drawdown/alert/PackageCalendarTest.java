package io.drawdown.alert;

import static io.drawdown.alert.Threshold.percent;
import static io.drawdown.alert.UsageAlert.Scope.EACH_PACKAGE;
import static io.drawdown.alert.UsageAlert.Scope.SAME_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.base.Money;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Offer;
import io.drawdown.notification.Notification;
import io.drawdown.quota.DueAccounts;
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
class PackageCalendarTest {

    private static final Instant END = Instant.parse("2027-11-23T00:00:00Z");

    @Autowired
    ObjectProvider<AlertStory> stories;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalog catalog;

    @Autowired
    Fixture fixture;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private AlertStory story;

    @BeforeEach
    void begin() {
        story = stories.getObject();
    }

    @AfterEach
    void turnBack() {
        clock.set(TestClock.START);
    }

    @Test
    void warnsSevenThreeAndOneDayAheadAtNineInTheAccountsZoneAndTellsWhenItHasExpired() {
        var bought = story.buy(1);
        story.use(600);
        story.passTo(Instant.parse("2027-11-16T00:59:59Z"));
        assertThat(story.told()).isEmpty();
        story.pass(Duration.ofSeconds(1));
        assertThat(story.told()).containsExactly("EXPIRING 3000/3600");
        story.passTo(Instant.parse("2027-11-20T01:00:00Z"));
        story.passTo(Instant.parse("2027-11-22T01:00:00Z"));
        assertThat(story.told()).hasSize(3);
        story.passTo(END.minusSeconds(1));
        assertThat(story.told()).hasSize(3);
        story.passTo(END);
        story.pass(Duration.ofDays(30));
        assertThat(story.told())
                .containsExactly("EXPIRING 3000/3600", "EXPIRING 3000/3600", "EXPIRING 3000/3600", "EXPIRED 3000/3600");
        assertThat(story.notifications()).allSatisfy(told -> {
            assertThat(told.packageId()).isEqualTo(bought);
            assertThat(told.expiresAt()).isEqualTo(END);
        });
    }

    @Test
    void countsTheDaysBackFromTheLastDayThatPeopleRead() {
        story.buy(1);
        move("UTC");
        story.passTo(END);
        assertThat(story.notifications())
                .extracting(Notification::happenedAt)
                .containsExactly(
                        Instant.parse("2027-11-15T09:00:00Z"),
                        Instant.parse("2027-11-19T09:00:00Z"),
                        Instant.parse("2027-11-21T09:00:00Z"),
                        END);
    }

    @Test
    void warnsAtNineByTheClockOnTheWallAfterDaylightSavingHasEnded() {
        clock.set(Instant.parse("2026-11-05T12:00:00Z"));
        story.buy(1, Instant.parse("2025-11-04T12:00:00Z"));
        assertThat(story.told()).as("ended on the 4th").isEmpty();
        story.buy(1, Instant.parse("2025-11-06T12:00:00Z"));
        move("America/New_York");
        story.passTo(Instant.parse("2026-11-07T12:00:00Z"));
        assertThat(story.notifications())
                .extracting(Notification::happenedAt)
                .containsExactly(Instant.parse("2026-11-05T14:00:00Z"), Instant.parse("2026-11-07T00:00:00Z"));
    }

    @Test
    void warnsOnlyIfAnythingRemains() {
        story.buy(1);
        story.passTo(Instant.parse("2027-11-17T00:00:00Z"));
        story.use(3600);
        story.passTo(END);
        assertThat(story.told()).containsExactly("EXPIRING 3600/3600", "USED_UP 0/3600", "EXPIRED 0/3600");
    }

    @Test
    void catchesUpAfterAStandStillInstantByInstant() {
        story.buy(1);
        clock.set(END.plus(Duration.ofDays(2)));
        dueAccounts.catchUp();
        assertThat(story.notifications())
                .extracting(Notification::happenedAt)
                .containsExactly(
                        Instant.parse("2027-11-16T01:00:00Z"),
                        Instant.parse("2027-11-20T01:00:00Z"),
                        Instant.parse("2027-11-22T01:00:00Z"),
                        END);
    }

    @Test
    void catchesUpBeforeWhateverElseHappensToTheAccount() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1, TestClock.START.plus(Duration.ofDays(2)));
        clock.set(TestClock.START.plus(Duration.ofDays(3)));
        story.use(2880);
        assertThat(story.told()).containsExactly("THRESHOLD 20% 720/3600");
    }

    @Test
    void tellsNothingWhileTheAlertIsOff() {
        story.edit(alert -> new UsageAlert(EACH_PACKAGE, new AlertSetting(false, List.of(percent(20))), List.of()));
        story.buy(1);
        story.passTo(END);
        assertThat(story.told()).isEmpty();
    }

    @Test
    void tellsNothingOfAPackageThatHadExpiredWhenItWasMade() {
        story.buy(1, TestClock.START.minus(Duration.ofDays(500)));
        story.pass(Duration.ofDays(1));
        assertThat(story.told()).isEmpty();
    }

    @Test
    void warnsOfAPackageThatWasMadeLateOnlyOfWhatIsStillAhead() {
        story.buy(1, TestClock.START.minus(Duration.ofDays(360)));
        story.pass(Duration.ofDays(10));
        assertThat(story.told()).containsExactly("EXPIRING 3600/3600", "EXPIRING 3600/3600", "EXPIRED 3600/3600");
    }

    @Test
    void looksAtAPackageWhenItBecomesEffective() {
        var begin = TestClock.START.plusSeconds(100);
        story.buy(1, begin);
        story.settle(story.usage(3000, begin));
        story.pass(Duration.ofSeconds(99));
        assertThat(story.told()).isEmpty();
        story.pass(Duration.ofSeconds(1));
        assertThat(story.told()).containsExactly("THRESHOLD 20% 600/3600");
        assertThat(story.notifications().getFirst().happenedAt()).isEqualTo(begin);
    }

    @Test
    void armsAKindWhenAPackageBecomesEffectiveAndLeavesOutWhatIsUsedUpThen() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        story.buy(1, TestClock.START.plusSeconds(100));
        story.use(3600);
        story.pass(Duration.ofSeconds(100));
        story.use(2879);
        assertThat(story.told()).containsExactly("USED_UP 0/3600");
        story.use(1);
        assertThat(story.told()).containsExactly("USED_UP 0/3600", "THRESHOLD 20% 720/3600");
    }

    @Test
    void tellsOfAKindThatFallsBelowBecauseAPackageExpires() {
        story.watch(SAME_KIND, new Threshold(Threshold.Type.REMAINING, 3600));
        story.buy(9, TestClock.START.minus(Duration.ofDays(364)));
        story.buy(1);
        story.passTo(Instant.parse("2026-11-23T23:59:59Z"));
        assertThat(story.told()).containsExactly("EXPIRING 32400/32400");
        story.pass(Duration.ofSeconds(1));
        assertThat(story.told())
                .containsExactly("EXPIRING 32400/32400", "EXPIRED 32400/32400", "THRESHOLD 3600s 3600/3600");
    }

    @Test
    void aKindCountsAgainWhatItLeftOutOnlyForANewerPackageThatHasExpired() {
        story.watch(SAME_KIND, percent(20));
        story.buy(1);
        var all = story.use(3600);
        var forAMonth = fixture.asSystem(() -> catalog.putOffer(new Offer(
                Fixture.code("offer"),
                "1 h",
                story.region,
                story.specification,
                Set.of(Activity.TRAINING),
                1,
                1,
                Money.of("10", "CNY"),
                true)));
        fixture.buy(story.account, forAMonth, 1, null);
        story.passTo(Instant.parse("2026-12-23T00:00:00Z"));
        story.takeBack(all);
        story.use(2880);
        assertThat(story.told()).endsWith("THRESHOLD 20% 720/3600");
    }

    @Test
    void aKindLosesWhatExpires() {
        story.watch(SAME_KIND, percent(20));
        story.buy(9, TestClock.START.minus(Duration.ofDays(364)));
        story.buy(1);
        story.passTo(TestClock.START.plus(Duration.ofDays(3)));
        assertThat(story.told()).endsWith("EXPIRED 32400/32400");
        story.use(2880);
        assertThat(story.told()).endsWith("THRESHOLD 20% 720/3600");
    }

    @Test
    void movesTheWarningsWithTheAccountsZone() {
        story.buy(1);
        move("America/New_York");
        story.passTo(Instant.parse("2027-11-15T13:59:59Z"));
        assertThat(story.told()).isEmpty();
        story.passTo(Instant.parse("2027-11-15T14:00:00Z"));
        assertThat(story.told()).hasSize(1);
        move("Asia/Shanghai");
        story.passTo(Instant.parse("2027-11-18T00:00:00Z"));
        assertThat(story.told()).as("each warning once").hasSize(1);
        story.passTo(Instant.parse("2027-11-20T01:00:00Z"));
        assertThat(story.told()).hasSize(2);
    }

    @Test
    void happensOnceHoweverManyServersLook() throws Exception {
        story.buy(1);
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
        assertThat(story.told())
                .containsExactly("EXPIRING 3600/3600", "EXPIRING 3600/3600", "EXPIRING 3600/3600", "EXPIRED 3600/3600");
    }

    @Test
    void doesNotWaitForAnAccountThatSomebodyElseHolds() throws Exception {
        story.buy(1);
        clock.set(END);
        var other = stories.getObject();
        clock.set(END);
        try (var server = Executors.newSingleThreadExecutor()) {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("select account from ledger where account = :account for update")
                        .param("account", story.account)
                        .query(String.class)
                        .single();
                try {
                    server.submit(dueAccounts::catchUp).get();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
                assertThat(story.told()).isEmpty();
            });
        }
        dueAccounts.catchUp();
        assertThat(story.told()).hasSize(4);
        assertThat(other.told()).isEmpty();
    }

    @Test
    void letsHappenWhatBecameDueWhileSomebodyWaitedForTheLedger() throws Exception {
        story.buy(1);
        story.whileWaiting(story::catchUp, () -> clock.set(END));
        assertThat(story.told()).hasSize(4);
    }

    private void move(String zone) {
        fixture.asSystem(() ->
                accounts.put(new Account(story.account, "Acme", Currency.getInstance("CNY"), ZoneId.of(zone), null)));
    }
}
