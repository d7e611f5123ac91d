package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.Money;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Runs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** What is told late of runs, and what they cost then (R6, R11, R16, R18). */
@DrawdownTest
@Tag("dialect")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateRunsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Autowired
    Billing billing;

    @Autowired
    Accounts accounts;

    @Autowired
    ListPrices listPrices;

    @Autowired
    Inbox inbox;

    @Autowired
    Runs runs;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
    }

    @AfterAll
    void checkIntegrity() {
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void lateStopReversesSettledHoursAndDeductions() {
        var first = scenario.buy(1);
        var second = scenario.buy(2);
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofHours(5));
        scenario.catchUp();
        assertThat(scenario.settledRemainingNodeSeconds(first)).isZero();
        assertThat(scenario.settledRemainingNodeSeconds(second)).isZero();
        assertThat(charged()).isEqualTo("7.20000000");
        var told = notifications();
        assertThat(told).extracting(Notification::kind).contains(AlertKind.THRESHOLD, AlertKind.USED_UP);

        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(1800))))
                .isEqualTo("ACCEPTED");

        assertThat(scenario.settledRemainingNodeSeconds(first)).isEqualTo(1800);
        assertThat(scenario.settledRemainingNodeSeconds(second)).isEqualTo(7200);
        assertThat(scenario.get(first).remainingNodeSeconds()).isEqualTo(1800);
        assertThat(charged()).isEqualTo("0.00000000");
        assertThat(charges()).extracting(ChargeEntry::reversal).contains(true, false);
        assertThat(seconds()).isEqualTo(1800);
        assertThat(notifications()).as("stands").isEqualTo(told);
        scenario.advance(Duration.ofHours(2));
        assertThat(seconds()).as("it has stopped").isEqualTo(1800);
    }

    @Test
    void earlierStopShortensAStoppedRun() {
        var bought = scenario.buy(1);
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofSeconds(3500));
        scenario.settle(scenario.stopped("train", at(3000)));
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(600);

        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(1000))))
                .isEqualTo("ACCEPTED");
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(2600);
        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(2500))))
                .as("waits")
                .isEqualTo("ACCEPTED");
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(2600);

        assertThat(scenario.settleAndDescribe(scenario.started("train", 1, at(2000))))
                .as("ends with the first stop that waits")
                .isEqualTo("ACCEPTED");
        assertThat(seconds()).isEqualTo(1500);
        assertThat(scenario.settleAndDescribe(scenario.started("train", 1, at(2700))))
                .as("ends with the second")
                .isEqualTo("ACCEPTED");
        assertThat(seconds()).isEqualTo(1800);
    }

    @Test
    void stopWaitsDaysForItsStart() {
        var bought = scenario.buy(1);
        scenario.advance(Duration.ofDays(10));
        scenario.settle(scenario.stopped("train", START.plus(Duration.ofDays(9))));
        scenario.settle(scenario.started("train", 1, START));

        assertThat(scenario.records())
                .as("cut at the start of December")
                .containsExactly("train 1 × [0, 712800) 3600+709200", "train 1 × [712800, 777600) 0+64800");
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isZero();
        scenario.advance(Duration.ofDays(1));
        assertThat(scenario.records()).hasSize(2);
    }

    @Test
    void startAndStopReportedAheadTakeEffectByThemselves() {
        var bought = scenario.buy(1);
        scenario.settle(scenario.stopped("train", at(300)));
        scenario.settle(scenario.started("train", 10, at(240)));
        scenario.advance(Duration.ofSeconds(100));
        assertThat(scenario.records()).isEmpty();
        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(230))))
                .as("would wait: nothing of it goes on")
                .isEqualTo("ACCEPTED");
        scenario.advance(Duration.ofHours(3));

        assertThat(scenario.records()).containsExactly("train 10 × [240, 300) 600+0");
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(3000);
    }

    @Test
    void adminsStopSettlesLikeASchedulersStop() {
        var bought = scenario.buy(1);
        scenario.settle(scenario.started("train", 2, START), scenario.started("other", 1, START));
        scenario.advance(Duration.ofDays(8));
        var id = world.asSystem(() -> runs.list(scenario.account, true, "train").page(Pageable.unpaged()))
                .getContent()
                .getFirst()
                .id();
        world.asSystem(() -> runs.stop(scenario.account, id, at(900)));

        assertThat(scenario.records().stream()
                        .filter(record -> record.startsWith("train"))
                        .mapToLong(LateRunsTest::length)
                        .sum())
                .isEqualTo(900);
        assertThat(scenario.records().stream()
                        .filter(record -> record.startsWith("other"))
                        .mapToLong(LateRunsTest::length)
                        .sum())
                .isEqualTo(Duration.ofDays(8).toSeconds());
        assertThat(scenario.settledRemainingNodeSeconds(bought))
                .as("the other's share of an exhausted package stands")
                .isPositive();
        scenario.settle(scenario.stopped("train", at(600)));
        assertThat(scenario.records().stream()
                        .filter(record -> record.startsWith("train"))
                        .mapToLong(LateRunsTest::length)
                        .sum())
                .isEqualTo(600);
    }

    @Test
    void usesTheListPriceAtTheStartOfTheRun() {
        scenario.settle(scenario.started("old", 1, START));
        raisePrice(START.plusSeconds(1800), "7.20");
        scenario.advance(Duration.ofHours(2));
        scenario.settle(scenario.started("new", 1, at(3600)), scenario.stopped("new", at(7200)));
        scenario.settle(scenario.stopped("old", at(7000)));

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
    void chargesEachRecordInTheMonthInWhichItEnded() {
        var newMonth = Instant.parse("2026-11-30T16:00:00Z");
        clock.set(newMonth.minus(Duration.ofHours(2)));
        scenario.settle(scenario.started("train", 1, clock.instant()));
        scenario.advance(Duration.ofHours(4));
        scenario.catchUp();

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
    void leavesAClosedStatementUnchanged() {
        clock.set(Instant.parse("2026-11-30T10:00:00Z"));
        scenario.settle(scenario.started("train", 1, clock.instant()));
        scenario.advance(Duration.ofHours(4));
        scenario.catchUp();
        assertThat(statement(NOVEMBER)).isEqualTo("14.40");
        clock.set(Instant.parse("2026-12-03T16:00:00Z"));
        scenario.settle(scenario.stopped("train", Instant.parse("2026-11-30T11:00:00Z")));

        assertThat(world.asSystem(() -> billing.statement(scenario.account, NOVEMBER))
                        .closed())
                .isTrue();
        assertThat(new BigDecimal(statement(NOVEMBER)).add(new BigDecimal(statement(DECEMBER))))
                .isEqualByComparingTo("3.60");
        var before = statement(NOVEMBER);
        scenario.settle(scenario.stopped("train", Instant.parse("2026-11-30T10:30:00Z")));
        assertThat(statement(NOVEMBER)).isEqualTo(before);
        assertThat(charged()).isEqualTo("1.80000000");
    }

    @Test
    void usesTheCalendarOfTheAccountsZone() {
        world.asSystem(() -> accounts.put(new Account(
                scenario.account, "Acme", Currency.getInstance("CNY"), ZoneId.of("America/New_York"), null)));
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        scenario.settle(
                scenario.stopped("before", Instant.parse("2026-12-01T04:00:00Z")),
                scenario.stopped("after", Instant.parse("2026-12-01T05:30:00Z")));
        scenario.settle(
                scenario.started("before", 1, Instant.parse("2026-12-01T03:00:00Z")),
                scenario.started("after", 1, Instant.parse("2026-12-01T04:30:00Z")));

        assertThat(statement(NOVEMBER)).isEqualTo("5.40");
        assertThat(statement(DECEMBER)).isEqualTo("1.80");
    }

    private void raisePrice(Instant from, String price) {
        world.asSystem(() -> listPrices.put(
                new ListPrice(scenario.region, scenario.specification, Pool.PUBLIC, Money.of(price, "CNY"), from)));
    }

    private List<ChargeEntry> charges() {
        return world.asSystem(() -> billing.charges(scenario.account, null, null, null)
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
        return world.asSystem(() -> billing.statement(scenario.account, month))
                .total()
                .amount()
                .toPlainString();
    }

    private List<Notification> notifications() {
        return world.asSystem(() -> inbox.list(scenario.account, NotificationFilter.ALL)
                .page(Pageable.unpaged())
                .getContent());
    }

    private long seconds() {
        return scenario.records().stream().mapToLong(LateRunsTest::length).sum();
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
