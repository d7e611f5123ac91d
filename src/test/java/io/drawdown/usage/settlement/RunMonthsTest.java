package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.base.sql.Sql;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.Statement;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.history.UsageEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** That no usage record of a run crosses the start of a month in the account's zone (R16). An hour of a node costs ¥ 3.60. */
@DrawdownTest
@Tag("dialect")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunMonthsTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
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
    ListPrices listPrices;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    JdbcClient jdbc;

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
    @ValueSource(
            strings = {
                "Asia/Shanghai",
                "Asia/Kathmandu",
                "America/New_York",
                "America/Havana",
                "Pacific/Kiritimati",
                "-12:00"
            })
    void settlesRunsAtTheStartOfAMonth(String zone) {
        moveToZone(zone);
        var november = Months.start(NOVEMBER, ZoneId.of(zone));
        clock.set(november.minusSeconds(600));
        scenario.settle(scenario.started("train", 1, clock.instant()));

        scenario.advance(Duration.ofHours(1));

        assertThat(scenario.usage()).extracting(UsageEntry::endedAt).contains(november);
        scenario.catchUp();
        assertThat(parts()).containsExactly("train -600..0", "train 0..3000");
        assertThat(payPerUse(OCTOBER)).isEqualTo("0.60");
        assertThat(payPerUse(NOVEMBER)).isEqualTo("3.00");
    }

    @Test
    void cutsAtEachMonthAfterADowntimeOfMonths() {
        clock.set(start(OCTOBER).minusSeconds(3_600));
        scenario.settle(
                scenario.started("late", 1, clock.instant().plusSeconds(60)),
                scenario.started("train", 2, clock.instant()));
        jdbc.sql("update ledger set due_at = null where account = :account")
                .param("account", scenario.account)
                .update();
        clock.set(start(NOVEMBER).plusSeconds(60));

        scenario.catchUp();

        var toOctober = start(OCTOBER).getEpochSecond() - start(NOVEMBER).getEpochSecond();
        assertThat(parts())
                .containsExactly(
                        "train %d..%d".formatted(toOctober - 3_600, toOctober),
                        "late %d..%d".formatted(toOctober - 3_540, toOctober),
                        "train %d..0".formatted(toOctober),
                        "late %d..0".formatted(toOctober),
                        "train 0..60",
                        "late 0..60");
    }

    @Test
    void drawsForAllJobsOfAMonthBeforeTheNextMonth() {
        clock.set(start(NOVEMBER).minusSeconds(1_000));
        var bought = scenario.buy(1);
        scenario.settle(scenario.started("first", 2, clock.instant()), scenario.started("second", 1, clock.instant()));
        jdbc.sql("update ledger set due_at = null where account = :account")
                .param("account", scenario.account)
                .update();
        clock.set(start(NOVEMBER).plusSeconds(1_000));
        scenario.catchUp();

        assertThat(scenario.settledRemainingNodeSeconds(bought)).isZero();
        assertThat(scenario.usage())
                .extracting(UsageEntry::job, UsageEntry::deductedNodeSeconds)
                .containsExactly(
                        tuple("first", 2_000L), tuple("second", 1_000L),
                        tuple("first", 600L), tuple("second", 0L));
    }

    @Test
    void cutsThePastOfALateStartAtEachMonth() {
        clock.set(start(NOVEMBER).plusSeconds(60));
        var startedAt = start(OCTOBER.minusMonths(1)).minusSeconds(30);

        scenario.settle(scenario.started("train", 1, startedAt));

        assertThat(scenario.usage())
                .extracting(UsageEntry::startedAt)
                .containsExactly(startedAt, start(OCTOBER.minusMonths(1)), start(OCTOBER), start(NOVEMBER));
        assertThat(scenario.usage())
                .extracting(UsageEntry::endedAt)
                .containsExactly(start(OCTOBER.minusMonths(1)), start(OCTOBER), start(NOVEMBER), clock.instant());
        assertThat(statement(NOVEMBER).lines())
                .extracting(Statement.Line::usageMonth)
                .as("October is open")
                .containsExactly(NOVEMBER, OCTOBER.minusMonths(1), OCTOBER.minusMonths(2));
        assertThat(statement(OCTOBER).lines())
                .extracting(Statement.Line::usageMonth)
                .containsExactly(OCTOBER);
    }

    @Test
    void cutsWhatAnEarlierStopLeavesAtTheMonth() {
        clock.set(start(NOVEMBER).minusSeconds(600));
        moveToZone("America/New_York");
        scenario.settle(scenario.started("train", 1, clock.instant()));
        scenario.advance(Duration.ofSeconds(1_200));
        scenario.catchUp();
        moveToZone("Asia/Shanghai");
        assertThat(parts()).as("by another zone").hasSize(1);

        scenario.settle(scenario.stopped("train", start(NOVEMBER).plusSeconds(100)));

        assertThat(parts()).containsExactly("train -600..0", "train 0..100");
        assertThat(payPerUse(OCTOBER)).isEqualTo("0.60");
        assertThat(payPerUse(NOVEMBER)).isEqualTo("0.10");
    }

    @Test
    void stopInAnEarlierMonthReversesLaterRecords() {
        clock.set(start(NOVEMBER).minusSeconds(600));
        scenario.settle(scenario.started("train", 1, clock.instant()));
        scenario.advance(Duration.ofSeconds(1_200));
        scenario.catchUp();

        scenario.settle(scenario.stopped("train", start(NOVEMBER).minusSeconds(100)));

        assertThat(parts()).containsExactly("train -600..-100");
        assertThat(payPerUse(OCTOBER)).isEqualTo("0.50");
        assertThat(payPerUse(NOVEMBER)).isEqualTo("0.00");
    }

    @Test
    void doesNotCutReportedUsage() {
        clock.set(start(NOVEMBER).plusSeconds(60));

        scenario.settle(scenario.recorded(
                1, start(OCTOBER).minusSeconds(60), start(NOVEMBER).plusSeconds(60)));

        assertThat(parts()).hasSize(1);
    }

    @Test
    void isDueAtTheStartOfTheMonthInTheAccountsNewZone() {
        clock.set(start(NOVEMBER).minusSeconds(1_800));
        scenario.settle(scenario.started("train", 1, clock.instant()));
        moveToZone("Asia/Kathmandu"); // 2 h 15 min behind Shanghai

        scenario.advance(Duration.ofSeconds(1_800));
        assertThat(payPerUse(OCTOBER)).isEqualTo("1.80");
        scenario.advance(Duration.ofMinutes(134));
        assertThat(dueAt()).isEqualTo(Months.start(NOVEMBER, ZoneId.of("Asia/Kathmandu")));
        scenario.advance(Duration.ofMinutes(6));
        scenario.catchUp();

        assertThat(payPerUse(OCTOBER)).as("a half and two and a quarter hours").isEqualTo("9.90");
        assertThat(payPerUse(NOVEMBER)).isEqualTo("0.30");
    }

    @Test
    void usesThePriceAtTheRunsStartInEachMonth() {
        world.asSystem(() -> listPrices.put(new ListPrice(
                scenario.region, scenario.specification, Pool.PUBLIC, Money.of("7.20", "CNY"), start(DECEMBER))));
        clock.set(start(DECEMBER).plusSeconds(3_600));
        scenario.settle(scenario.stopped("train", clock.instant()));
        scenario.settle(scenario.started("train", 1, start(DECEMBER).minusSeconds(3_600)));

        assertThat(payPerUse(NOVEMBER)).isEqualTo("3.60");
        assertThat(payPerUse(DECEMBER)).isEqualTo("3.60");
    }

    private Instant dueAt() {
        return jdbc.sql("select due_at from ledger where account = :account")
                .param("account", scenario.account)
                .query((row, index) -> Sql.instant(row, "due_at"))
                .single();
    }

    private record Part(String job, long from, long to) {

        @Override
        public String toString() {
            return job + " " + from + ".." + to;
        }
    }

    /**
     * The usage records that stand, in the order in which they were settled, in seconds from the start of November where the
     * account is; those together that only an hour divides.
     */
    private List<String> parts() {
        var zero = Months.start(NOVEMBER, zone()).getEpochSecond();
        var parts = new ArrayList<Part>();
        for (var entry : scenario.usage()) {
            var part = new Part(
                    entry.job(),
                    entry.startedAt().getEpochSecond() - zero,
                    entry.endedAt().getEpochSecond() - zero);
            var last = parts.isEmpty() ? null : parts.getLast();
            if (!entry.voided()
                    && last != null
                    && last.job().equals(part.job())
                    && last.to() == part.from()
                    && part.from() != 0) {
                parts.set(parts.size() - 1, new Part(last.job(), last.from(), part.to()));
            } else if (!entry.voided()) {
                parts.add(part);
            }
        }
        return parts.stream().map(Part::toString).toList();
    }

    private ZoneId zone() {
        return world.asSystem(() -> accounts.current(scenario.account).zone());
    }

    private String payPerUse(YearMonth month) {
        return statement(month).payPerUse().amount().toPlainString();
    }

    private Statement statement(YearMonth month) {
        return world.asSystem(() -> billing.statement(scenario.account, month));
    }

    private void moveToZone(String zone) {
        world.asSystem(() -> accounts.put(
                new Account(scenario.account, "Acme", Currency.getInstance("CNY"), ZoneId.of(zone), null)));
    }

    private static Instant start(YearMonth month) {
        return Months.start(month, SHANGHAI);
    }
}
