package io.drawdown.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.Pool;
import io.drawdown.console.Shop;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

@DrawdownTest
class StatementsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Autowired
    private Fixture fixture;

    @Autowired
    private Shop shop;

    @Autowired
    private Billing billing;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void openAnAccount() {
        clock.set(TestClock.START);
        account = shop.account("Acme Vision Ltd");
        region = shop.region("Asia/Shanghai");
        specification = shop.specification("V100", region);
    }

    @Test
    void listsTheMonthsUpToTheCurrentOneWithWhatTheyComeTo() {
        shop.buy(account, shop.offer("V100 1 h", region, specification, 1), 2, null);
        run("job-1", TestClock.START.minus(Duration.ofHours(5)), 1);
        clock.set(Instant.parse("2027-01-02T00:00:00Z"));
        run("job-2", Instant.parse("2027-01-01T00:00:00Z"), 1_000);

        var months = all();

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
    void beginsWithTheCurrentMonth() {
        assertThat(all()).singleElement().satisfies(month -> {
            assertThat(month.month()).isEqualTo(NOVEMBER);
            assertThat(month.total()).isEqualTo(cny("0.00"));
        });
    }

    @Test
    void namesThePackageOfAnOrder() {
        var order = shop.buy(account, shop.offer("V100 1 h", region, specification, 1), 2, null);

        assertThat(as(() -> billing.statement(account, NOVEMBER)).lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.packageId())
                            .isEqualTo(order.resourcePackage().id());
                    assertThat(line.placedAt()).isEqualTo(TestClock.START);
                });
    }

    @Test
    void breaksALineDownByJobLessWhatWasTakenBack() {
        run("job-1", TestClock.START.minusSeconds(7_200), 3_600);
        run("job-1", TestClock.START.minusSeconds(3_600), 1_000);
        var wrong = run("job-2", TestClock.START.minusSeconds(3_600), 600);
        run("job-3", TestClock.START.minusSeconds(3_600), 1);
        shop.takeBack(account, wrong);

        var jobs = jobs(NOVEMBER, NOVEMBER);

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
    void takesBackOnALaterBillWhatAClosedOneHas() {
        var wrong = run("job-1", TestClock.START.minusSeconds(3_600), 3_600);
        clock.set(Instant.parse("2026-12-10T00:00:00Z"));
        shop.takeBack(account, wrong);

        assertThat(jobs(NOVEMBER, NOVEMBER)).extracting(JobCharge::amount).containsExactly(cny("21.20000000"));
        assertThat(jobs(YearMonth.of(2026, 12), NOVEMBER))
                .extracting(JobCharge::amount)
                .containsExactly(cny("-21.20000000"));
        assertThat(all()).extracting(StatementTotal::total).containsExactly(cny("-21.20"), cny("21.20"));
    }

    @Test
    void isNobodyElses() {
        var other = new Caller("li", Role.CUSTOMER, shop.account("Another"));

        assertThatThrownBy(() -> fixture.as(other, () -> billing.statements(account)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> fixture.as(
                        other,
                        () -> billing.chargedJobs(account, NOVEMBER, NOVEMBER, region, Pool.PUBLIC, specification)))
                .isInstanceOf(ProblemException.class);
    }

    private String run(String job, Instant from, long seconds) {
        return shop.run(account, region, specification, job, from, from.plusSeconds(seconds));
    }

    private List<StatementTotal> all() {
        return as(() -> billing.statements(account).page(Pageable.unpaged()).getContent());
    }

    private List<JobCharge> jobs(YearMonth month, YearMonth usageMonth) {
        return as(() -> billing.chargedJobs(account, month, usageMonth, region, Pool.PUBLIC, specification)
                .page(Pageable.unpaged())
                .getContent());
    }

    private <T> T as(java.util.function.Supplier<T> action) {
        return fixture.as(new Caller("li", Role.CUSTOMER, account), action);
    }

    private static Money cny(String amount) {
        return Money.of(amount, "CNY");
    }
}
