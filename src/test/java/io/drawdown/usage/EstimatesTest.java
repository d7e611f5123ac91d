package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.DueAccounts;
import io.drawdown.quota.Packages;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.Seeds;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.estimate.Estimate;
import io.drawdown.usage.estimate.JobPlan;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.Settlement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Sort;

@DrawdownTest
@Tag("dialect")
class EstimatesTest {

    private static final Instant NOW = TestClock.START;
    private static final int HISTORIES = Seeds.count(14);

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Autowired
    Estimates estimates;

    @Autowired
    Settlement settlement;

    @Autowired
    Packages packages;

    @Autowired
    Billing billing;

    @Autowired
    Orders orders;

    @Autowired
    ListPrices listPrices;

    @Autowired
    Offers offers;

    @Autowired
    DueAccounts dueAccounts;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void setUp() {
        clock.set(NOW);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "21.20");
    }

    @Test
    void coversAllIfAPackageLasts() {
        var bought = world.buyPackage(account, world.offer(region, specification, 10), 1, null);

        var estimate = estimate(4, "2.5");

        assertThat(estimate)
                .isEqualTo(new Estimate(
                        36_000,
                        36_000,
                        0,
                        NOW,
                        after(9000),
                        null,
                        yuan("21.20"),
                        yuan("0.00"),
                        List.of(coveredPart(bought, 0, 9000, 36_000))));
    }

    @Test
    void estimatesWhenPackagesRunOutAndWhatTheRestCosts() {
        var bought = world.buyPackage(account, world.offer(region, specification, 10), 1, null);

        var estimate = estimate(4, "2.501");

        assertThat(estimate)
                .isEqualTo(new Estimate(
                        36_012,
                        36_000,
                        12,
                        NOW,
                        after(9003),
                        after(9000),
                        yuan("21.20"),
                        yuan("0.07"),
                        List.of(
                                coveredPart(bought, 0, 9000, 36_000),
                                chargedPart(9000, 9003, 12, Reason.USED_UP, bought.id(), "0.07066667"))));
    }

    @Test
    void listsPackagesInTheirOrderAndTheReasonsForGaps() {
        var later = world.buyPackage(account, world.offer(region, specification, 10), 1, NOW.plusSeconds(3600));
        var gift = world.asSystem(
                () -> orders.give(account, world.offer(region, specification, 1).code(), 1, NOW.plusSeconds(3600)));

        var estimate = estimate(3, "2");

        assertThat(estimate.parts())
                .containsExactly(
                        chargedPart(0, 3600, 10_800, Reason.NOT_YET_EFFECTIVE, gift.id(), "63.60000000"),
                        coveredPart(gift, 3600, 4800, 3600),
                        coveredPart(later, 4800, 7200, 7200));
        assertThat(estimate.coveredUntil()).isEqualTo(NOW);
        assertThat(estimate.charged()).isEqualTo(yuan("63.60"));
    }

    @Test
    void usesThePresentListPrice() {
        var price = new ListPrice(region, specification, Pool.PUBLIC, yuan("30.00"), NOW.plusSeconds(1));
        world.asSystem(() -> listPrices.put(price));

        assertThat(estimate(1, "1").perNodeHour()).isEqualTo(yuan("21.20"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(estimate(1, "1").charged()).isEqualTo(yuan("30.00"));
    }

    @Test
    void startsFromTheSettledRemaining() {
        var bought = world.buyPackage(account, world.offer(region, specification, 10), 1, NOW.minusSeconds(7200));
        settle(new UsageEvent.Recorded(
                account,
                "/s",
                "1",
                "job",
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                3,
                NOW.minusSeconds(7200),
                NOW));

        assertThat(estimate(1, "10").parts())
                .containsExactly(
                        coveredPart(bought, 0, 14_400, 14_400),
                        chargedPart(14_400, 36_000, 21_600, Reason.USED_UP, bought.id(), "127.20000000"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3600",
        "0.5, 1800",
        "12.25, 44100",
        "0.00028, 1",
        "0.0002777777777777778, 1",
        "0.00056, 2",
        "0.33305555555555555, 1199",
        "0.3333333333333333, 1200",
        "0.3333, 1199",
        "8760, 31536000",
    })
    void readsHoursDownToASecond(String hours, long seconds) {
        assertThat(estimate(1, hours).endsAt()).isEqualTo(after(seconds));
    }

    @ParameterizedTest
    @MethodSource
    void rejectsInvalidPlans(String field, ProblemType type, JobPlan plan) {
        var complete = new JobPlan(
                plan.region() == null && !field.equals("region") ? region : plan.region(),
                plan.pool(),
                plan.specification() == null && !field.equals("specification") ? specification : plan.specification(),
                plan.activity(),
                plan.nodes(),
                plan.hours());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> world.asSystem(() -> estimates.estimate(account, complete)))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(type);
                    assertThat(problem.errors()).extracting(FieldProblem::field).containsExactly(field);
                });
    }

    static Stream<Object[]> rejectsInvalidPlans() {
        var one = new BigDecimal("1");
        return Stream.of(
                new Object[] {"region", ProblemType.INVALID, plan(null, null, 1L, one)},
                new Object[] {"region", ProblemType.INVALID, plan("no code", null, 1L, one)},
                new Object[] {"region", ProblemType.UNKNOWN_REFERENCE, plan("nowhere", null, 1L, one)},
                new Object[] {"specification", ProblemType.INVALID, plan(null, null, 1L, one)},
                new Object[] {"specification", ProblemType.UNKNOWN_REFERENCE, plan(null, "nothing", 1L, one)},
                new Object[] {"pool", ProblemType.INVALID, new JobPlan(null, null, null, Activity.TRAINING, 1L, one)},
                new Object[] {"activity", ProblemType.INVALID, new JobPlan(null, Pool.PUBLIC, null, null, 1L, one)},
                new Object[] {"nodes", ProblemType.INVALID, plan(null, null, null, one)},
                new Object[] {"nodes", ProblemType.INVALID, plan(null, null, 0L, one)},
                new Object[] {"nodes", ProblemType.INVALID, plan(null, null, -1L, one)},
                new Object[] {"nodes", ProblemType.INVALID, plan(null, null, 1_000_001L, one)},
                new Object[] {"nodes", ProblemType.INVALID, plan(null, null, Long.MAX_VALUE, one)},
                new Object[] {"hours", ProblemType.INVALID, plan(null, null, 1L, null)},
                new Object[] {"hours", ProblemType.INVALID, plan(null, null, 1L, BigDecimal.ZERO)},
                new Object[] {"hours", ProblemType.INVALID, plan(null, null, 1L, new BigDecimal("-1"))},
                new Object[] {"hours", ProblemType.INVALID, plan(null, null, 1L, new BigDecimal("0.0002"))},
                new Object[] {"hours", ProblemType.INVALID, plan(null, null, 1L, new BigDecimal("8760.0001"))},
                new Object[] {"hours", ProblemType.INVALID, plan(null, null, 1L, new BigDecimal("5124095576030431.3"))
                });
    }

    @Test
    void rejectsPlansWithoutAListPrice() {
        var unpriced = world.region();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> world.asSystem(() -> estimates.estimate(
                        account,
                        new JobPlan(unpriced, Pool.PUBLIC, specification, Activity.TRAINING, 1L, BigDecimal.ONE))))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.NO_LIST_PRICE);
                    assertThat(problem.errors()).extracting(FieldProblem::field).containsExactly("specification");
                });
    }

    @Test
    void estimatesTheLargestAllowedJob() {
        var estimate = estimate(Estimates.MAX_NODES, Long.toString(Estimates.MAX_HOURS));

        assertThat(estimate.nodeSeconds()).isEqualTo(1_000_000L * 31_536_000);
        assertThat(estimate.charged()).isEqualTo(yuan("185712000000.00"));
    }

    @DisplayName("an estimate equals the settlement of the same usage record")
    @Test
    void equalsTheSettlementOfTheJob() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 1; round <= HISTORIES; round++) {
            var what = "round " + round + " of the seed " + seed;
            clock.set(NOW);
            account = world.account();
            buyRandomPackages(random);
            var plan = plan(random);
            var before = world.asSystem(
                    () -> packages.list(account, PackageFilter.ALL).rows(0, 100, Sort.unsorted()));

            var estimate = world.asSystem(() -> estimates.estimate(account, plan));

            assertThat(world.asSystem(
                            () -> packages.list(account, PackageFilter.ALL).rows(0, 100, Sort.unsorted())))
                    .as(what)
                    .isEqualTo(before);
            clock.set(estimate.endsAt());
            settle(new UsageEvent.Recorded(
                    account,
                    "/s",
                    "estimated",
                    "estimated",
                    plan.region(),
                    plan.pool(),
                    plan.specification(),
                    plan.activity(),
                    plan.nodes(),
                    estimate.startsAt(),
                    estimate.endsAt()));
            var deductions = deductions();
            assertThat(estimate.parts().stream()
                            .filter(part -> part.packageId() != null)
                            .map(part -> describeDeduction(part.packageId(), part.nodeSeconds())))
                    .as(what)
                    .containsExactlyElementsOf(deductions.stream()
                            .map(one -> describeDeduction(one.packageId(), one.nodeSeconds()))
                            .toList());
            var charges = charges();
            assertThat(estimate.parts().stream()
                            .filter(part -> part.packageId() == null)
                            .map(part ->
                                    describeCharge(part.nodeSeconds(), part.reason(), part.because(), part.amount())))
                    .as(what)
                    .containsExactlyElementsOf(charges.stream()
                            .map(one -> describeCharge(one.nodeSeconds(), one.reason(), one.because(), one.amount()))
                            .toList());
            assertThat(estimate.coveredNodeSeconds())
                    .as(what)
                    .isEqualTo(deductions.stream()
                            .mapToLong(DeductionEntry::nodeSeconds)
                            .sum());
            assertThat(estimate.charged()).as(what).isEqualTo(amountBilled());
            assertThat(estimate.coveredUntil() == null).as(what).isEqualTo(charges.isEmpty());
        }
        clock.set(NOW);
    }

    @DisplayName("an estimate equals the settlement of a started job, with other jobs running")
    @Test
    void equalsTheSettlementOfTheJobWithOthersRunning() {
        var seed = Long.getLong("drawdown.seed", System.nanoTime());
        var random = new Random(seed);
        for (var round = 1; round <= HISTORIES / 2; round++) {
            var what = "round " + round + " of the seed " + seed;
            clock.set(NOW);
            account = world.account();
            buyRandomPackages(random);
            for (var beside = 1 + random.nextInt(3); beside > 0; beside--) {
                settle(started(
                        "beside-" + beside,
                        random.nextBoolean() ? Activity.DEPLOYMENT : Activity.TRAINING,
                        1 + random.nextInt(5),
                        NOW.minusSeconds(random.nextInt(10_000))));
            }
            var plan = plan(random);

            var estimate = world.asSystem(() -> estimates.estimate(account, plan));

            settle(new UsageEvent.Started(
                    account,
                    "/z",
                    "estimated",
                    "estimated",
                    plan.region(),
                    plan.pool(),
                    plan.specification(),
                    plan.activity(),
                    plan.nodes(),
                    estimate.startsAt()));
            clock.set(estimate.endsAt());
            dueAccounts.catchUp();
            settle(new UsageEvent.Stopped(account, "/z", "stopped", "estimated", estimate.endsAt()));
            assertThat(estimate.parts().stream()
                            .filter(part -> part.packageId() != null)
                            .collect(Collectors.groupingBy(
                                    Estimate.Part::packageId, Collectors.summingLong(Estimate.Part::nodeSeconds))))
                    .as(what)
                    .isEqualTo(deductions().stream()
                            .collect(Collectors.groupingBy(
                                    DeductionEntry::packageId, Collectors.summingLong(DeductionEntry::nodeSeconds))));
            assertThat(estimate.chargedNodeSeconds())
                    .as(what)
                    .isEqualTo(charges().stream()
                            .mapToLong(ChargeEntry::nodeSeconds)
                            .sum());
        }
        clock.set(NOW);
    }

    private UsageEvent.Started started(String job, Activity activity, long nodes, Instant at) {
        return new UsageEvent.Started(account, "/s", job, job, region, Pool.PUBLIC, specification, activity, nodes, at);
    }

    /** Gives the account packages that have expired, expire within the next days, are used up, or are yet to begin. */
    private void buyRandomPackages(Random random) {
        var other = world.specification();
        for (var count = random.nextInt(6); count > 0; count--) {
            var offer = world.asSystem(() -> offers.put(new Offer(
                    World.code("offer"),
                    "Some hours",
                    region,
                    random.nextInt(8) == 0 ? other : specification,
                    random.nextInt(4) == 0 ? EnumSet.of(Activity.DEPLOYMENT) : EnumSet.allOf(Activity.class),
                    1 + random.nextInt(60),
                    1,
                    yuan("10.00"),
                    true)));
            var effectiveAt = NOW.plusSeconds(random.nextInt(-33 * 86_400, 6 * 86_400));
            if (random.nextInt(5) == 0) {
                world.asSystem(() -> orders.give(account, offer.code(), 1, effectiveAt));
            } else {
                world.buyPackage(account, offer, 1 + random.nextInt(2), effectiveAt);
            }
        }
        if (random.nextBoolean()) {
            var start = NOW.minusSeconds(1 + random.nextInt(86_400));
            settle(new UsageEvent.Recorded(
                    account,
                    "/s",
                    "before",
                    "before",
                    region,
                    Pool.PUBLIC,
                    specification,
                    Activity.TRAINING,
                    1 + random.nextInt(7),
                    start,
                    NOW));
        }
    }

    private JobPlan plan(Random random) {
        var seconds = 1 + random.nextInt(6 * 86_400);
        return new JobPlan(
                region,
                random.nextInt(10) == 0 ? Pool.DEDICATED : Pool.PUBLIC,
                specification,
                random.nextInt(5) == 0 ? Activity.DEPLOYMENT : Activity.TRAINING,
                1L + random.nextInt(7),
                BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3600), 9, RoundingMode.HALF_EVEN));
    }

    private static JobPlan plan(
            @Nullable String region, @Nullable String specification, @Nullable Long nodes, @Nullable BigDecimal hours) {
        return new JobPlan(region, Pool.PUBLIC, specification, Activity.TRAINING, nodes, hours);
    }

    private Estimate estimate(long nodes, String hours) {
        return world.asSystem(
                () -> estimates.estimate(account, plan(region, specification, nodes, new BigDecimal(hours))));
    }

    private void settle(UsageEvent event) {
        assertThat(settlement.settle(List.of(event)).getFirst().status()).isEqualTo(EventResult.Status.ACCEPTED);
    }

    private static String describeDeduction(String packageId, long nodeSeconds) {
        return nodeSeconds + " of " + packageId;
    }

    private static String describeCharge(long nodeSeconds, Reason reason, @Nullable String because, Money amount) {
        return "%d, %s (%s): %s".formatted(nodeSeconds, reason, because, amount);
    }

    private Money amountBilled() {
        return charges().stream()
                .map(ChargeEntry::amount)
                .reduce(yuan("0.00"), Money::plus)
                .rounded();
    }

    private static Estimate.Part coveredPart(ResourcePackage from, long start, long end, long nodeSeconds) {
        return new Estimate.Part(from.id(), from.title(), after(start), after(end), nodeSeconds, null, null, null);
    }

    private static Estimate.Part chargedPart(
            long start, long end, long nodeSeconds, Reason reason, String because, String amount) {
        return new Estimate.Part(null, null, after(start), after(end), nodeSeconds, reason, because, yuan(amount));
    }

    private static Instant after(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    private static Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    private List<DeductionEntry> deductions() {
        var all = new ArrayList<DeductionEntry>();
        world.asSystem(() -> packages.deductions(account, null, "estimated", null, null))
                .forEach(all::add);
        return all;
    }

    private List<ChargeEntry> charges() {
        var all = new ArrayList<ChargeEntry>();
        world.asSystem(() -> billing.charges(account, "estimated", null, null)).forEach(all::add);
        return all;
    }
}
