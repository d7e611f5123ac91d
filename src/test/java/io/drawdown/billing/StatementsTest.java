package io.drawdown.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.billing.statement.JobCharge;
import io.drawdown.billing.statement.StatementTotal;
import io.drawdown.catalog.model.Pool;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

@DrawdownTest
@Tag("dialect")
class StatementsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Autowired
    private World world;

    @Autowired
    private Billing billing;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void openAccount() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
    }

    @Test
    void listsEveryMonthUpToTheCurrentOneWithItsTotal() {
        world.buy(account, world.monthlyOffer("V100 1 h", region, specification, 1), 2, null);
        reportUsage("job-1", TestClock.START.minus(Duration.ofHours(5)), 1);
        clock.set(Instant.parse("2027-01-02T00:00:00Z"));
        reportUsage("job-2", Instant.parse("2027-01-01T00:00:00Z"), 1_000);

        var months = statementTotals();

        assertThat(months)
                .extracting(StatementTotal::month)
                .containsExactly(YearMonth.of(2027, 1), YearMonth.of(2026, 12), NOVEMBER);
        assertThat(months).extracting(StatementTotal::closed).containsExactly(false, false, true);
        assertThat(months).extracting(StatementTotal::total).containsExactly(cny("5.89"), cny("0.00"), cny("36.01"));
        assertThat(months)
                .allSatisfy(month -> assertThat(month.total())
                        .isEqualTo(as(() -> billing.statement(account, month.month()))
                                .total()));
        assertThat(as(() -> billing.statements(account).rows(1, 1, Sort.unsorted()))
                        .getFirst()
                        .month())
                .isEqualTo(YearMonth.of(2026, 12));
        assertThat(as(() -> billing.statements(account).rows(3, 5, Sort.unsorted())))
                .isEmpty();
    }

    @Test
    void listsOnlyTheCurrentMonthOfANewAccount() {
        assertThat(statementTotals()).singleElement().satisfies(month -> {
            assertThat(month.month()).isEqualTo(NOVEMBER);
            assertThat(month.total()).isEqualTo(cny("0.00"));
        });
    }

    @Test
    void namesThePackageOfAnOrderLine() {
        var order = world.buy(account, world.monthlyOffer("V100 1 h", region, specification, 1), 2, null);

        assertThat(as(() -> billing.statement(account, NOVEMBER)).lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.packageId())
                            .isEqualTo(order.resourcePackage().id());
                    assertThat(line.placedAt()).isEqualTo(TestClock.START);
                });
    }

    @Test
    void breaksALineDownByJobNetOfReversals() {
        reportUsage("job-1", TestClock.START.minusSeconds(7_200), 3_600);
        reportUsage("job-1", TestClock.START.minusSeconds(3_600), 1_000);
        var wrong = reportUsage("job-2", TestClock.START.minusSeconds(3_600), 600);
        reportUsage("job-3", TestClock.START.minusSeconds(3_600), 1);
        world.voidUsage(account, wrong);

        var jobs = chargedJobs(NOVEMBER, NOVEMBER);

        assertThat(jobs).extracting(JobCharge::job).containsExactly("job-1", "job-3");
        var first = jobs.getFirst();
        assertThat(first.nodeSeconds()).isEqualTo(BigInteger.valueOf(4_600));
        assertThat(first.amount()).isEqualTo(cny("27.08888889"));
        assertThat(first.perNodeHour()).isEqualTo(cny("21.20"));
        assertThat(jobs.stream()
                        .map(JobCharge::amount)
                        .reduce(Money::plus)
                        .orElseThrow()
                        .rounded())
                .isEqualTo(as(() -> billing.statement(account, NOVEMBER)).total());
    }

    @Test
    void reversesChargesOfAClosedStatementOnALaterOne() {
        var wrong = reportUsage("job-1", TestClock.START.minusSeconds(3_600), 3_600);
        clock.set(Instant.parse("2026-12-10T00:00:00Z"));
        world.voidUsage(account, wrong);

        assertThat(chargedJobs(NOVEMBER, NOVEMBER))
                .extracting(JobCharge::amount)
                .containsExactly(cny("21.20000000"));
        assertThat(chargedJobs(YearMonth.of(2026, 12), NOVEMBER))
                .extracting(JobCharge::amount)
                .containsExactly(cny("-21.20000000"));
        assertThat(statementTotals()).extracting(StatementTotal::total).containsExactly(cny("-21.20"), cny("21.20"));
    }

    @Test
    void refusesUsersOfOtherAccounts() {
        var other = new Caller("li", Role.CUSTOMER, world.accountNamed("Another"));

        assertThatThrownBy(() -> world.as(other, () -> billing.statements(account)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> world.as(
                        other,
                        () -> billing.chargedJobs(account, NOVEMBER, NOVEMBER, region, Pool.PUBLIC, specification)))
                .isInstanceOf(ProblemException.class);
    }

    private String reportUsage(String job, Instant from, long seconds) {
        return world.run(account, region, specification, job, from, from.plusSeconds(seconds));
    }

    private List<StatementTotal> statementTotals() {
        return as(() -> billing.statements(account).page(Pageable.unpaged()).getContent());
    }

    private List<JobCharge> chargedJobs(YearMonth month, YearMonth usageMonth) {
        return as(() -> billing.chargedJobs(account, month, usageMonth, region, Pool.PUBLIC, specification)
                .page(Pageable.unpaged())
                .getContent());
    }

    private <T> T as(java.util.function.Supplier<T> action) {
        return world.as(new Caller("li", Role.CUSTOMER, account), action);
    }

    private static Money cny(String amount) {
        return Money.of(amount, "CNY");
    }
}
