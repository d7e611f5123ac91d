package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.base.sql.Listing;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.testing.World;
import io.drawdown.usage.Jobs;
import io.drawdown.usage.history.UsagePiece;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Sort;

/** The lines that people read: a running job is one for each payer, however often it was settled. */
@DrawdownTest
@Tag("dialect")
@Import(StatementCounter.class)
class MergedLinesTest {

    private static final int HOURS = 60;
    private static final int PAGE = 50;

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    Packages packages;

    @Autowired
    Billing billing;

    @Autowired
    Jobs jobs;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    World world;

    @Autowired
    StatementCounter statements;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
    }

    @Test
    void runIsOneLineForEachPayer() {
        var bought = scenario.buy(5);
        scenario.settle(scenario.started("train", 1, START));
        for (var hour = 0; hour < 8; hour++) {
            scenario.advance(Duration.ofHours(1));
        }
        scenario.catchUp();

        assertThat(settlements("train")).hasSizeGreaterThan(8);
        assertThat(lines("train"))
                .extracting(UsagePiece::from, UsagePiece::to, UsagePiece::nodeSeconds, UsagePiece::packageId)
                .containsExactly(tuple(START, at(5), 5 * 3600L, bought), tuple(at(5), at(8), 3 * 3600L, null));
        assertThat(Objects.requireNonNull(lines("train").getLast().charge())
                        .amount()
                        .amount())
                .isEqualByComparingTo("10.80");
        assertMerged();
    }

    @Test
    void listsAndSettlesAtTheSameCostHoweverLongARunIs() {
        scenario.buy(1_000);
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofHours(1));
        scenario.advance(Duration.ofHours(1));
        scenario.advance(Duration.ofHours(1));
        var early = rowsOfAll();
        var rowsOfHour = rowsReadBy(() -> scenario.advance(Duration.ofHours(1)));
        for (var hour = 0; hour < HOURS; hour++) {
            scenario.advance(Duration.ofHours(1));
        }

        assertThat(settlements("train")).hasSizeGreaterThan(HOURS);
        assertThat(rowsOfAll()).isEqualTo(early).isLessThan(10);
        assertThat(rowsReadBy(() -> scenario.advance(Duration.ofHours(1)))).isLessThanOrEqualTo(rowsOfHour + 1);
        assertMerged();
    }

    @Test
    void earlierStopReversesAPartOfALine() {
        scenario.buy(100);
        scenario.settle(scenario.started("train", 2, START));
        for (var hour = 0; hour < 6; hour++) {
            scenario.advance(Duration.ofHours(1));
        }
        scenario.settle(scenario.stopped("train", START.plusSeconds(9_000)));

        var first = lines("train").getFirst();
        assertThat(first.nodeSeconds()).isEqualTo(2 * 6 * 3600L);
        assertThat(first.reversedNodeSeconds()).isPositive().isLessThan(first.nodeSeconds());
        assertThat(lines("train")).filteredOn(UsagePiece::reversal).hasSize(1);
        assertThat(lines("train").stream().mapToLong(UsagePiece::netNodeSeconds).sum())
                .isEqualTo(2 * 9_000);
        assertMerged();
    }

    @Test
    void voidedRunIsReversedAsAWhole() {
        scenario.buy(3);
        var start = scenario.started("train", 1, START);
        scenario.settle(start);
        for (var hour = 0; hour < 5; hour++) {
            scenario.advance(Duration.ofHours(1));
        }
        scenario.settle(scenario.voided(start));

        assertThat(lines("train")).filteredOn(UsagePiece::reversal).hasSize(2);
        assertThat(lines("train"))
                .filteredOn(line -> !line.reversal())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.reversedNodeSeconds()).isEqualTo(line.nodeSeconds()));
        assertMerged();
    }

    @Test
    void reportedRecordsStayApart() {
        scenario.buy(1);
        scenario.settle(
                scenario.recorded(1, START.minusSeconds(60), START),
                scenario.recorded(1, START, START.plusSeconds(60)));

        assertThat(lines("batch")).hasSize(2);
        assertMerged();
    }

    @Test
    void stopsMergingWhenThePayerChangesAndComesBack() {
        scenario.buy(1);
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofHours(2));
        var next = scenario.buy(1);
        scenario.advance(Duration.ofHours(2));

        assertThat(lines("train")).extracting(line -> line.charge() == null).containsExactly(true, false, true, false);
        assertThat(lines("train").get(2).packageId()).isEqualTo(next);
        assertMerged();
    }

    private static Instant at(int hours) {
        return START.plus(Duration.ofHours(hours));
    }

    private long rowsOfAll() {
        return rowsReadBy(() -> {
            page(() -> jobs.listMergedPieces(scenario.account, "train"));
            page(() -> packages.mergedDeductions(scenario.account, null));
        });
    }

    private long rowsReadBy(Runnable action) {
        var before = statements.rows();
        action.run();
        return statements.rows() - before;
    }

    private <T> List<T> page(Supplier<Listing<T>> list) {
        return world.asSystem(() -> list.get().rows(0, PAGE, Sort.unsorted()));
    }

    private <T> List<T> all(Supplier<Listing<T>> list) {
        return world.asSystem(() -> list.get().rows(0, Integer.MAX_VALUE, Sort.unsorted()));
    }

    private List<UsagePiece> lines(String job) {
        return all(() -> jobs.listMergedPieces(scenario.account, job));
    }

    private List<UsagePiece> settlements(String job) {
        return all(() -> jobs.listPieces(scenario.account, job));
    }

    /** The lines are what the ledger's rows come to, and the integrity check agrees. */
    private void assertMerged() {
        assertThat(all(() -> packages.mergedDeductions(scenario.account, null)))
                .isEqualTo(ObviousMerge.ofDeductions(deductions()));
        var charged = ObviousMerge.ofCharges(charges());
        for (var job : charged.stream().map(ChargeEntry::job).distinct().toList()) {
            assertThat(lines(job))
                    .filteredOn(line -> line.charge() != null)
                    .extracting(
                            UsagePiece::from,
                            UsagePiece::to,
                            UsagePiece::nodeSeconds,
                            line -> Objects.requireNonNull(line.charge()).amount(),
                            UsagePiece::reversal)
                    .containsExactlyInAnyOrderElementsOf(charged.stream()
                            .filter(line -> line.job().equals(job))
                            .map(line ->
                                    tuple(line.from(), line.to(), line.nodeSeconds(), line.amount(), line.reversal()))
                            .toList());
        }
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    private List<DeductionEntry> deductions() {
        return all(() -> packages.deductions(scenario.account, null, null, null, null));
    }

    private List<ChargeEntry> charges() {
        return all(() -> billing.charges(scenario.account, null, null, null));
    }
}
