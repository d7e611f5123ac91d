package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.Packages;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.quota.packages.RemainingPoint;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.history.UsageTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DrawdownTest
@Tag("dialect")
class SettlementTest {

    private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");

    @Autowired
    World world;

    @Autowired
    Settlement settlement;

    @Autowired
    Packages packages;

    @Autowired
    Billing billing;

    @Autowired
    UsageHistory history;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void setUp() {
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "21.20");
    }

    @Test
    void deductsFromThePackageAndChargesTheRest() {
        var bought = world.buyPackage(account, world.offer(region, specification, 1), 1, T);

        assertThat(settle(usage("1", 2, 0, 3600))).containsExactly(EventResult.Status.ACCEPTED);

        assertThat(remaining(bought.id())).isZero();
        assertThat(deductions()).singleElement().satisfies(taken -> {
            assertThat(taken.nodeSeconds()).isEqualTo(3600);
            assertThat(taken.packageId()).isEqualTo(bought.id());
        });
        assertThat(charges()).singleElement().satisfies(charge -> {
            assertThat(charge.nodeSeconds()).isEqualTo(3600);
            assertThat(charge.amount().amount()).isEqualByComparingTo("21.20");
            assertThat(charge.reason()).isEqualTo(Reason.USED_UP);
            assertThat(charge.because()).isEqualTo(bought.id());
        });
    }

    @Test
    void answersARepeatedEventAsDuplicateAndAChangedOneAsConflict() {
        assertThat(settle(usage("1", 2, 0, 10), usage("1", 2, 0, 10), usage("1", 3, 0, 10)))
                .containsExactly(
                        EventResult.Status.ACCEPTED, EventResult.Status.DUPLICATE, EventResult.Status.CONFLICT);
        assertThat(settle(usage("1", 2, 0, 10), usage("1", 3, 0, 10)))
                .containsExactly(EventResult.Status.DUPLICATE, EventResult.Status.CONFLICT);
        assertThat(totals().usageRecords()).isEqualTo(1);
    }

    @Test
    void returnsWhatAVoidedRecordTook() {
        var bought = world.buyPackage(account, world.offer(region, specification, 1), 1, T);
        settle(usage("1", 1, 0, 3000), usage("2", 1, 0, 3000));

        assertThat(settle(voided("v", "1"))).containsExactly(EventResult.Status.ACCEPTED);
        assertThat(remaining(bought.id())).isEqualTo(3000);
        assertThat(settle(voided("v", "1"), voided("again", "1"), voided("none", "nothing")))
                .containsExactly(
                        EventResult.Status.DUPLICATE, EventResult.Status.DUPLICATE, EventResult.Status.REJECTED);
        assertThat(totals().nodeSeconds()).isEqualTo(3000);
        assertThat(totals().chargedNodeSeconds()).isEqualTo(2400);
        assertThat(deductions()).extracting(DeductionEntry::reversal).containsExactly(false, false, true);
    }

    @Test
    void comparesTheSubjectOfAVoidOnlyWhereBothHaveOne() {
        settle(usage("1", 1, 0, 3000), usage("2", 1, 0, 3000));
        var named = voided("named", "1").withSubject("job");
        var unnamed = voided("unnamed", "2");
        assertThat(settle(named, unnamed)).containsOnly(EventResult.Status.ACCEPTED);

        assertThat(settle(
                        named,
                        named.withSubject(null),
                        named.withSubject("other"),
                        unnamed,
                        unnamed.withSubject("job"),
                        unnamed.withSubject("other")))
                .containsExactly(
                        EventResult.Status.DUPLICATE,
                        EventResult.Status.DUPLICATE,
                        EventResult.Status.CONFLICT,
                        EventResult.Status.DUPLICATE,
                        EventResult.Status.DUPLICATE,
                        EventResult.Status.DUPLICATE);
        assertThat(settle(voided("named", "2"), voided("unnamed", "1").withSubject("job")))
                .containsOnly(EventResult.Status.CONFLICT);
    }

    @Test
    void voidsARecordOfTheSameRequest() {
        var bought = world.buyPackage(account, world.offer(region, specification, 1), 1, T);

        assertThat(settle(usage("1", 2, 0, 3600), voided("v", "1"), usage("2", 1, 0, 600)))
                .containsExactly(EventResult.Status.ACCEPTED, EventResult.Status.ACCEPTED, EventResult.Status.ACCEPTED);
        assertThat(remaining(bought.id())).isEqualTo(3000);
        assertThat(totals().charged().amount()).isZero();
    }

    @Test
    void namesTheChargesThatAVoidCouldHaveCovered() {
        world.buyPackage(account, world.offer(region, specification, 1), 1, T);
        settle(usage("1", 1, 0, 3600), usage("2", 1, 0, 100));

        var result = settlement.settle(List.of(voided("v", "1"))).getFirst();

        assertThat(result.coverable()).singleElement().satisfies(charge -> {
            assertThat(charge.usageId()).isEqualTo("2");
            assertThat(charge.nodeSeconds()).isEqualTo(100);
        });
    }

    @Test
    void rejectsEventsWithoutPlaceOrPriceAndAcceptsTheOthers() {
        var elsewhere = new UsageEvent.Recorded(
                account,
                "/s",
                "2",
                "job",
                "nowhere",
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                1,
                T,
                T.plusSeconds(1));
        var unpriced = new UsageEvent.Recorded(
                account,
                "/s",
                "3",
                "job",
                world.region(),
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                1,
                T,
                T.plusSeconds(1));
        var stranger = new UsageEvent.Recorded(
                "nobody",
                "/s",
                "4",
                "job",
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                1,
                T,
                T.plusSeconds(1));

        assertThat(settle(usage("1", 1, 0, 10), elsewhere, unpriced, stranger, usage("5", 1, 0, 10)))
                .containsExactly(
                        EventResult.Status.ACCEPTED,
                        EventResult.Status.REJECTED,
                        EventResult.Status.REJECTED,
                        EventResult.Status.REJECTED,
                        EventResult.Status.ACCEPTED);
        assertThat(settle(elsewhere)).containsExactly(EventResult.Status.REJECTED);
    }

    @Test
    void listsWhatRemainedOverTime() {
        var bought = world.buyPackage(account, world.offer(region, specification, 1), 1, T);
        settle(usage("1", 1, 0, 1000), usage("2", 1, 100_000, 101_000));

        var points = world.asSystem(() -> packages.remainingOverTime(account, bought.id(), 200));

        assertThat(points)
                .extracting(point -> point.remainingNodeSeconds())
                .containsExactly(3600L, 2600L, 1600L, 1600L);
        assertThat(world.asSystem(() -> history.getMonth(account, java.time.YearMonth.of(2026, 11)))
                        .deductedNodeSeconds())
                .isEqualTo(2000);
    }

    @Test
    void keepsTheInstantOfDepletion() {
        var bought = world.buyPackage(account, world.offer(region, specification, 1), 1, T);
        settle(usage("1", 1, 100, 2100), usage("2", 1, 2100, 3700), usage("3", 1, 10_000, 20_000));

        assertThat(world.asSystem(() -> packages.remainingOverTime(account, bought.id(), 2)))
                .containsSubsequence(new RemainingPoint(T, 3600), new RemainingPoint(T.plusSeconds(3700), 0));
    }

    @Test
    void subtractsVoidedUsageFromTheWholeBurnDown() {
        var bought = world.buyPackage(account, world.offer(region, specification, 1), 1, T);
        settle(usage("1", 1, 0, 3600), usage("2", 1, 100_000, 101_000), voided("v", "1"), usage("3", 1, 0, 600));

        assertThat(world.asSystem(() -> packages.remainingOverTime(account, bought.id(), 200)))
                .extracting(RemainingPoint::remainingNodeSeconds)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .startsWith(3600L)
                .endsWith(3000L);
    }

    private UsageEvent.Recorded usage(String id, long nodes, long start, long end) {
        return new UsageEvent.Recorded(
                account,
                "/scheduler",
                id,
                "job-" + id,
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                nodes,
                T.plusSeconds(start),
                T.plusSeconds(end));
    }

    private UsageEvent.Voided voided(String id, String target) {
        return new UsageEvent.Voided(account, "/corrections", id, null, "/scheduler", target);
    }

    private List<EventResult.Status> settle(UsageEvent... events) {
        return settlement.settle(List.of(events)).stream()
                .map(EventResult::status)
                .toList();
    }

    private long remaining(String id) {
        return world.asSystem(() -> packages.get(account, id)).remainingNodeSeconds();
    }

    private UsageTotals totals() {
        return world.asSystem(() -> history.getTotals(account));
    }

    private List<DeductionEntry> deductions() {
        var all = new ArrayList<DeductionEntry>();
        world.asSystem(() -> packages.deductions(account, null, null, null, null))
                .forEach(all::add);
        return all;
    }

    private List<ChargeEntry> charges() {
        var all = new ArrayList<ChargeEntry>();
        world.asSystem(() -> billing.charges(account, null, null, null)).forEach(all::add);
        return all;
    }
}
