package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.Money;
import io.drawdown.billing.Billing;
import io.drawdown.billing.ChargeEntry;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Pool;
import io.drawdown.integrity.Integrity;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.Notification;
import io.drawdown.notification.NotificationFilter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** What is told late of runs, and what they cost then (R6, R11, R16, R18). */
@DrawdownTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateRunsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    Integrity integrity;

    @Autowired
    Fixture fixture;

    @Autowired
    TestClock clock;

    @Autowired
    Billing billing;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalog catalog;

    @Autowired
    Inbox inbox;

    @Autowired
    Runs runs;

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
    void aLateStopTakesBackHoursAndPackages() {
        var first = story.buy(1);
        var second = story.buy(2);
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofHours(5));
        story.catchUp();
        assertThat(story.settled(first)).isZero();
        assertThat(story.settled(second)).isZero();
        assertThat(charged()).isEqualTo("7.20000000");
        var told = told();
        assertThat(told).extracting(Notification::kind).contains(AlertKind.THRESHOLD, AlertKind.USED_UP);

        assertThat(story.answer(story.stopped("train", at(1800)))).isEqualTo("ACCEPTED");

        assertThat(story.settled(first)).isEqualTo(1800);
        assertThat(story.settled(second)).isEqualTo(7200);
        assertThat(story.get(first).remainingNodeSeconds()).isEqualTo(1800);
        assertThat(charged()).isEqualTo("0.00000000");
        assertThat(charges()).extracting(ChargeEntry::reversal).contains(true, false);
        assertThat(seconds()).isEqualTo(1800);
        assertThat(told()).as("stands").isEqualTo(told);
        story.pass(Duration.ofHours(2));
        assertThat(seconds()).as("it has stopped").isEqualTo(1800);
    }

    @Test
    void aStopShortensARunThatHasStoppedAlready() {
        var bought = story.buy(1);
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofSeconds(3500));
        story.settle(story.stopped("train", at(3000)));
        assertThat(story.settled(bought)).isEqualTo(600);

        assertThat(story.answer(story.stopped("train", at(1000)))).isEqualTo("ACCEPTED");
        assertThat(story.settled(bought)).isEqualTo(2600);
        assertThat(story.answer(story.stopped("train", at(2500)))).as("waits").isEqualTo("ACCEPTED");
        assertThat(story.settled(bought)).isEqualTo(2600);

        assertThat(story.answer(story.started("train", 1, at(2000))))
                .as("ends with the first stop that waits")
                .isEqualTo("ACCEPTED");
        assertThat(seconds()).isEqualTo(1500);
        assertThat(story.answer(story.started("train", 1, at(2700))))
                .as("ends with the second")
                .isEqualTo("ACCEPTED");
        assertThat(seconds()).isEqualTo(1800);
    }

    @Test
    void aStopCanComeDaysBeforeItsStart() {
        var bought = story.buy(1);
        story.pass(Duration.ofDays(10));
        story.settle(story.stopped("train", START.plus(Duration.ofDays(9))));
        story.settle(story.started("train", 1, START));

        assertThat(story.records())
                .as("cut at the start of December")
                .containsExactly("train 1 × [0, 712800) 3600+709200", "train 1 × [712800, 777600) 0+64800");
        assertThat(story.settled(bought)).isZero();
        story.pass(Duration.ofDays(1));
        assertThat(story.records()).hasSize(2);
    }

    @Test
    void aRunBeginsAndEndsByItselfWhereBothWereToldAhead() {
        var bought = story.buy(1);
        story.settle(story.stopped("train", at(300)));
        story.settle(story.started("train", 10, at(240)));
        story.pass(Duration.ofSeconds(100));
        assertThat(story.records()).isEmpty();
        assertThat(story.answer(story.stopped("train", at(230))))
                .as("would wait: nothing of it goes on")
                .isEqualTo("ACCEPTED");
        story.pass(Duration.ofHours(3));

        assertThat(story.records()).containsExactly("train 10 × [240, 300) 600+0");
        assertThat(story.settled(bought)).isEqualTo(3000);
    }

    @Test
    void anAdminsStopIsOneLikeAnyOther() {
        var bought = story.buy(1);
        story.settle(story.started("train", 2, START), story.started("other", 1, START));
        story.pass(Duration.ofDays(8));
        var id = fixture.asSystem(() -> runs.list(story.account, true, "train").page(Pageable.unpaged()))
                .getContent()
                .getFirst()
                .id();
        fixture.asSystem(() -> runs.stop(story.account, id, at(900)));

        assertThat(story.records().stream()
                        .filter(record -> record.startsWith("train"))
                        .mapToLong(LateRunsTest::length)
                        .sum())
                .isEqualTo(900);
        assertThat(story.records().stream()
                        .filter(record -> record.startsWith("other"))
                        .mapToLong(LateRunsTest::length)
                        .sum())
                .isEqualTo(Duration.ofDays(8).toSeconds());
        assertThat(story.settled(bought))
                .as("the other's share of an exhausted package stands")
                .isPositive();
        story.settle(story.stopped("train", at(600)));
        assertThat(story.records().stream()
                        .filter(record -> record.startsWith("train"))
                        .mapToLong(LateRunsTest::length)
                        .sum())
                .isEqualTo(600);
    }

    @Test
    void isPricedAsWhenItStarted() {
        story.settle(story.started("old", 1, START));
        raisePrice(START.plusSeconds(1800), "7.20");
        story.pass(Duration.ofHours(2));
        story.settle(story.started("new", 1, at(3600)), story.stopped("new", at(7200)));
        story.settle(story.stopped("old", at(7000)));

        assertThat(charges())
                .filteredOn(charge -> charge.job().equals("old"))
                .extracting(charge -> charge.perNodeHour().amount().toPlainString())
                .allMatch(price -> price.startsWith("3.6"));
        assertThat(charges())
                .filteredOn(charge -> charge.job().equals("new"))
                .extracting(charge -> charge.perNodeHour().amount().toPlainString())
                .allMatch(price -> price.startsWith("7.2"));
        assertThat(charged()).isEqualTo("14.20000000");
    }

    @Test
    void isOnTheStatementOfTheMonthInWhichEachOfItsRecordsEnded() {
        var newMonth = Instant.parse("2026-11-30T16:00:00Z");
        clock.set(newMonth.minus(Duration.ofHours(2)));
        story.settle(story.started("train", 1, clock.instant()));
        story.pass(Duration.ofHours(4));
        story.catchUp();

        var november = charges().stream()
                .filter(charge -> charge.to().isBefore(newMonth))
                .mapToLong(ChargeEntry::nodeSeconds)
                .sum();
        assertThat(november).isPositive();
        assertThat(statement(NOVEMBER))
                .isEqualTo(Money.of("3.60", "CNY")
                        .forNodeSeconds(november)
                        .rounded()
                        .amount()
                        .toPlainString());
        assertThat(new BigDecimal(statement(NOVEMBER)).add(new BigDecimal(statement(DECEMBER))))
                .isEqualByComparingTo("14.40");
    }

    @Test
    void leavesAClosedStatementAsItIs() {
        clock.set(Instant.parse("2026-11-30T10:00:00Z"));
        story.settle(story.started("train", 1, clock.instant()));
        story.pass(Duration.ofHours(4));
        story.catchUp();
        assertThat(statement(NOVEMBER)).isEqualTo("14.40");
        clock.set(Instant.parse("2026-12-03T16:00:00Z"));
        story.settle(story.stopped("train", Instant.parse("2026-11-30T11:00:00Z")));

        assertThat(fixture.asSystem(() -> billing.statement(story.account, NOVEMBER))
                        .closed())
                .isTrue();
        assertThat(new BigDecimal(statement(NOVEMBER)).add(new BigDecimal(statement(DECEMBER))))
                .isEqualByComparingTo("3.60");
        var before = statement(NOVEMBER);
        story.settle(story.stopped("train", Instant.parse("2026-11-30T10:30:00Z")));
        assertThat(statement(NOVEMBER)).isEqualTo(before);
        assertThat(charged()).isEqualTo("1.80000000");
    }

    @Test
    void goesByTheCalendarOfTheAccount() {
        fixture.asSystem(() -> accounts.put(
                new Account(story.account, "Acme", Currency.getInstance("CNY"), ZoneId.of("America/New_York"), null)));
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        story.settle(
                story.stopped("before", Instant.parse("2026-12-01T04:00:00Z")),
                story.stopped("after", Instant.parse("2026-12-01T05:30:00Z")));
        story.settle(
                story.started("before", 1, Instant.parse("2026-12-01T03:00:00Z")),
                story.started("after", 1, Instant.parse("2026-12-01T04:30:00Z")));

        assertThat(statement(NOVEMBER)).isEqualTo("5.40");
        assertThat(statement(DECEMBER)).isEqualTo("1.80");
    }

    private void raisePrice(Instant from, String price) {
        fixture.asSystem(() -> catalog.putPrice(
                new ListPrice(story.region, story.specification, Pool.PUBLIC, Money.of(price, "CNY"), from)));
    }

    private List<ChargeEntry> charges() {
        return fixture.asSystem(() -> billing.charges(story.account, null, null, null)
                .page(Pageable.unpaged())
                .getContent());
    }

    /** What is charged in all, less what was taken back. */
    private String charged() {
        return charges().stream()
                .map(charge -> charge.reversal()
                        ? charge.amount().amount().negate()
                        : charge.amount().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(8)
                .toPlainString();
    }

    private String statement(YearMonth month) {
        return fixture.asSystem(() -> billing.statement(story.account, month))
                .total()
                .amount()
                .toPlainString();
    }

    private List<Notification> told() {
        return fixture.asSystem(() -> inbox.list(story.account, NotificationFilter.ALL)
                .page(Pageable.unpaged())
                .getContent());
    }

    private long seconds() {
        return story.records().stream().mapToLong(LateRunsTest::length).sum();
    }

    private static long length(String record) {
        var bounds =
                record.substring(record.indexOf('[') + 1, record.indexOf(')')).split(", ");
        return Long.parseLong(bounds[1]) - Long.parseLong(bounds[0]);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
