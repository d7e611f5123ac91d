package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.base.ProblemException;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.Statement;
import io.drawdown.billing.statement.StatementTotal;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.history.MonthUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Pageable;

/** On which month's statement a charge stands, and on which line of it (R18). An hour of a node costs ¥ 3.60. */
@DrawdownTest
@Tag("dialect")
@Import(StatementCounter.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageMonthsTest {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    World world;

    @Autowired
    Billing billing;

    @Autowired
    Accounts accounts;

    @Autowired
    UsageHistory history;

    @Autowired
    Corrections corrections;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    StatementCounter statements;

    @Autowired
    TestClock clock;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
    }

    @AfterAll
    void checkIntegrity() {
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "America/Havana", "-12:00"})
    void chargeBelongsToTheMonthOfTheLastSecondOfItsRecord(String zone) {
        moveToZone(zone);
        var november = Months.start(NOVEMBER, ZoneId.of(zone));
        clock.set(november.plus(Duration.ofHours(2)));

        scenario.settle(scenario.recorded(1, november.minusSeconds(3_600), november));
        scenario.settle(scenario.recorded(2, november.minusSeconds(3_599), november.plusSeconds(1)));
        scenario.settle(scenario.recorded(1, november, november));

        assertThat(lines(OCTOBER)).containsExactly("2026-10 3.60");
        assertThat(lines(NOVEMBER)).containsExactly("2026-11 7.20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "America/New_York", "Asia/Kathmandu"})
    void chargeOfAClosedMonthIsOnTheCurrentStatementUnderItsMonth(String zone) {
        moveToZone(zone);
        var closes = Months.start(NOVEMBER, ZoneId.of(zone))
                .atZone(ZoneId.of(zone))
                .plusDays(3)
                .toInstant();
        var usage = Months.start(OCTOBER, ZoneId.of(zone)).plus(Duration.ofDays(10));

        clock.set(closes.minusSeconds(1));
        assertThat(statement(OCTOBER).closed()).isFalse();
        scenario.settle(scenario.recorded(1, usage, usage.plusSeconds(3_600)));
        clock.set(closes);
        assertThat(statement(OCTOBER).closed()).isTrue();
        assertThat(statement(OCTOBER).closesAt()).isEqualTo(closes);
        scenario.settle(scenario.recorded(2, usage, usage.plusSeconds(3_600)));

        assertThat(lines(OCTOBER)).containsExactly("2026-10 3.60");
        assertThat(lines(NOVEMBER)).containsExactly("2026-10 7.20");
    }

    @Test
    void listsTheMonthsOwnUsageBeforeEarlierMonths() {
        usage(SEPTEMBER, 1);
        usage(NOVEMBER, 2);
        usage(OCTOBER, 3);
        usage(SEPTEMBER, 4);

        var statement = statement(NOVEMBER);

        assertThat(lines(NOVEMBER)).containsExactly("2026-11 7.20", "2026-10 10.80", "2026-09 18.00");
        var name = "Pay-per-use of " + scenario.specification + " in " + scenario.region;
        assertThat(statement.lines())
                .extracting(Statement.Line::description)
                .containsExactly(name, name + ", usage of October 2026", name + ", usage of September 2026");
        assertThat(statement.payPerUse()).isEqualTo(cny("36.00"));
        assertThat(statement.payPerUseOfEarlierMonths()).isEqualTo(cny("28.80"));
        assertThat(statement.total()).isEqualTo(cny("36.00"));
        assertThat(world.asSystem(() -> billing.chargesByReason(scenario.account, NOVEMBER)))
                .singleElement()
                .satisfies(reason -> assertThat(reason.amount()).isEqualTo(cny("7.20")));
    }

    @Test
    void roundsEachLineOnceAndTotalsAgreeWithTheStatements() {
        for (var second = 1; second <= 7; second++) {
            scenario.settle(record(SEPTEMBER, second, 5), record(OCTOBER, second, 5), record(NOVEMBER, second, 5));
        }

        assertThat(world.asSystem(() -> billing.statements(scenario.account)
                        .page(Pageable.unpaged())
                        .getContent()))
                .extracting(StatementTotal::month, StatementTotal::total)
                .contains(tuple(NOVEMBER, statement(NOVEMBER).total()));
        assertThat(lines(NOVEMBER)).containsExactly("2026-11 0.14", "2026-10 0.14", "2026-09 0.14");
        assertThat(statement(NOVEMBER).total()).isEqualTo(cny("0.42"));
    }

    @Test
    void reversalIsOnTheStatementOfItsChargeUntilThatCloses() {
        var september = record(SEPTEMBER, 3_600, 1);
        var november = record(NOVEMBER, 3_600, 2);
        var alsoNovember = record(NOVEMBER, 3_600, 3);
        scenario.settle(september, november, alsoNovember);
        scenario.settle(scenario.voided(september));
        assertThat(lines(NOVEMBER)).containsExactly("2026-11 18.00", "2026-09 0.00");

        clock.set(Instant.parse("2026-12-03T15:59:59Z"));
        scenario.settle(scenario.voided(november));
        assertThat(lines(NOVEMBER)).containsExactly("2026-11 10.80", "2026-09 0.00");
        assertThat(lines(DECEMBER)).isEmpty();

        clock.set(Instant.parse("2026-12-03T16:00:00Z"));
        scenario.settle(scenario.voided(alsoNovember));
        assertThat(lines(NOVEMBER)).containsExactly("2026-11 10.80", "2026-09 0.00");
        assertThat(lines(DECEMBER)).containsExactly("2026-11 -10.80");
        assertThat(statement(DECEMBER).payPerUseOfEarlierMonths()).isEqualTo(cny("-10.80"));
    }

    @Test
    void chargeSettledAgainIsOnTheLineOfItsUsageMonth() {
        clock.set(Instant.parse("2026-10-20T00:00:00Z"));
        scenario.buy(1, Instant.parse("2026-10-01T00:00:00Z"));
        var covered = record(OCTOBER, 3_600, 1);
        var charged = record(OCTOBER, 3_600, 2);
        scenario.settle(covered);
        scenario.settle(charged);
        clock.set(TestClock.START);
        scenario.settle(scenario.voided(covered));

        world.asSystem(() -> corrections.settleAgain(scenario.account, covered.source(), covered.id()));

        assertThat(lines(OCTOBER)).containsExactly("null 10.00", "2026-10 7.20");
        assertThat(lines(NOVEMBER)).containsExactly("2026-10 -3.60");
    }

    @Test
    void chargeKeepsItsMonthWhenTheAccountChangesZone() {
        var october = Months.start(NOVEMBER, ZoneId.of("Asia/Shanghai")).minusSeconds(60);
        clock.set(october.plus(Duration.ofHours(3)));
        scenario.settle(scenario.recorded(60, october, october.plusSeconds(60)));
        var after = scenario.recorded(60, october.plusSeconds(60), october.plusSeconds(120));
        scenario.settle(after);

        moveToZone("America/New_York");

        assertThat(lines(OCTOBER)).containsExactly("2026-10 3.60");
        assertThat(lines(NOVEMBER)).containsExactly("2026-11 3.60");
        scenario.settle(scenario.recorded(60, october.plusSeconds(60), october.plusSeconds(120)));
        assertThat(lines(OCTOBER)).as("by the zone when it is settled").containsExactly("2026-10 7.20");
        scenario.settle(scenario.voided(after));
        assertThat(lines(NOVEMBER)).as("a reversal stands with its charge").containsExactly("2026-11 0.00");
    }

    @Test
    void showsRunningUsageNextToTheStatementUntilItIsSettled() {
        scenario.buy(1);
        scenario.settle(scenario.started("train", 2, clock.instant()), scenario.started("other", 1, clock.instant()));
        clock.advance(Duration.ofSeconds(1_000));
        assertThat(statement(NOVEMBER).runningNotYetBilled()).as("covered").isEqualTo(cny("0.00"));
        clock.advance(Duration.ofSeconds(1_400));

        var before = statement(NOVEMBER);
        assertThat(before.payPerUse()).isEqualTo(cny("0.00"));
        assertThat(before.runningNotYetBilled()).isEqualTo(cny("3.60"));
        assertThat(before.total()).as("never added").isEqualTo(cny("10.00"));
        assertThat(world.asSystem(() -> billing.runningNotYetBilled(scenario.account)))
                .isEqualTo(cny("3.60"));
        assertThat(statement(OCTOBER).runningNotYetBilled())
                .as("of the current month only")
                .isNull();

        scenario.catchUp();

        var after = statement(NOVEMBER);
        assertThat(after.payPerUse()).isEqualTo(cny("3.60"));
        assertThat(after.runningNotYetBilled()).isEqualTo(cny("0.00"));
        assertThat(after.total()).isEqualTo(cny("13.60"));
    }

    @Test
    void creditLimitOfAnOrderUsesTheStatementsTotal() {
        usage(SEPTEMBER, 4);
        usage(NOVEMBER, 1);
        setLimit("27.99");
        assertThatThrownBy(() -> scenario.buy(1))
                .as("14.40 of September, 3.60 of November, and 10.00")
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.detail()).contains("0.01 CNY more"));
        setLimit("28.00");
        scenario.buy(1);
        assertThat(statement(NOVEMBER).total()).isEqualTo(cny("28.00"));
    }

    @Test
    void monthUsageUsesTheLastSecondOfARecordToo() {
        var november = Months.start(NOVEMBER, ZoneId.of("Asia/Shanghai"));
        scenario.settle(scenario.recorded(1, november.minusSeconds(10), november));
        scenario.settle(scenario.recorded(1, november.minusSeconds(10), november.plusSeconds(1)));

        assertThat(summary(OCTOBER).chargedNodeSeconds()).isEqualTo(10);
        assertThat(summary(NOVEMBER).chargedNodeSeconds()).isEqualTo(11);
    }

    @Test
    void statementCostsTheSameHoweverManyMonthsPrecedeIt() {
        usage(NOVEMBER, 1);
        var first = countStatements(() -> statement(NOVEMBER));
        for (var month = NOVEMBER.minusMonths(24); month.isBefore(NOVEMBER); month = month.plusMonths(1)) {
            usage(month, 1);
        }

        assertThat(countStatements(() -> statement(NOVEMBER))).isEqualTo(first).isLessThanOrEqualTo(5);
    }

    private MonthUsage summary(YearMonth month) {
        return world.asSystem(() -> history.getMonth(scenario.account, month));
    }

    private long countStatements(Runnable work) {
        var before = statements.executions();
        work.run();
        return statements.executions() - before;
    }

    private void usage(YearMonth month, int nodes) {
        scenario.settle(record(month, 3_600, nodes));
    }

    private UsageEvent.Recorded record(YearMonth month, long seconds, int nodes) {
        var from = Months.start(month, ZoneId.of("Asia/Shanghai")).plus(Duration.ofDays(9));
        return scenario.recorded(nodes, from, from.plusSeconds(seconds));
    }

    private Statement statement(YearMonth month) {
        return world.asSystem(() -> billing.statement(scenario.account, month));
    }

    private List<String> lines(YearMonth month) {
        return statement(month).lines().stream()
                .map(line -> line.usageMonth() + " " + line.amount().amount())
                .toList();
    }

    private void moveToZone(String zone) {
        putAccount(zone, null);
    }

    private void setLimit(String amount) {
        putAccount("Asia/Shanghai", cny(amount));
    }

    private void putAccount(String zone, @Nullable Money limit) {
        world.asSystem(() -> accounts.put(
                new Account(scenario.account, "Acme", Currency.getInstance("CNY"), ZoneId.of(zone), limit)));
    }

    private static Money cny(String amount) {
        return Money.of(amount, "CNY");
    }
}
