package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.quota.Packages;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.event.VoidedUsage;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.settlement.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DrawdownTest
@Tag("dialect")
class CorrectionsTest {

    private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");

    @Autowired
    World world;

    @Autowired
    Settlement settlement;

    @Autowired
    Corrections corrections;

    @Autowired
    Packages packages;

    @Autowired
    UsageHistory history;

    @Autowired
    IntegrityChecker integrity;

    private String account;
    private String region;
    private String specification;
    private String packageId;

    /** The package's hour goes to the record that will be voided; two later ones are charged 2,000 and 3,000. */
    @BeforeEach
    void setUp() {
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
        packageId = world.buyPackage(account, world.offer(region, specification, 1), 1, T)
                .id();
        settlement.settle(List.of(
                usage("wrong", Activity.TRAINING, 3600),
                usage("first", Activity.TRAINING, 2000),
                usage("second", Activity.TRAINING, 3000),
                new UsageEvent.Voided(account, "/s", "void", null, "/s", "wrong")));
    }

    @Test
    void settlesChargesAgainInTheirOrderFromTheReturnedQuota() {
        assertThat(world.asSystem(() -> corrections.listCoverable(account, "/s", "wrong")))
                .extracting(EventResult.Coverable::usageId)
                .containsExactly("first", "second");

        var again = world.asSystem(() -> corrections.settleAgain(account, "/s", "wrong"));

        assertThat(again).isEqualTo(new Corrections.SettledAgain(2, 5000, 3600, cny("5.00"), cny("1.40")));
        assertThat(world.asSystem(() -> packages.get(account, packageId)).remainingNodeSeconds())
                .isZero();
        assertThat(entry("first").deductedNodeSeconds()).isEqualTo(2000);
        assertThat(entry("first").chargedNodeSeconds()).isZero();
        assertThat(entry("second").deductedNodeSeconds()).isEqualTo(1600);
        assertThat(entry("second").chargedNodeSeconds()).isEqualTo(1400);
        assertThat(world.asSystem(() -> history.getTotals(account)).charged().amount())
                .isEqualByComparingTo("1.40");
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void previewsTheResultOfSettlingAgain() {
        var before = world.asSystem(() -> history.getTotals(account));

        var preview = world.asSystem(() -> corrections.previewSettleAgain(account, "/s", "wrong"));

        assertThat(preview).isEqualTo(new Corrections.SettledAgain(2, 5000, 3600, cny("5.00"), cny("1.40")));
        assertThat(world.asSystem(() -> history.getTotals(account))).isEqualTo(before);
        assertThat(world.asSystem(() -> packages.get(account, packageId)).remainingNodeSeconds())
                .isEqualTo(3600);
        assertThat(world.asSystem(() -> corrections.settleAgain(account, "/s", "wrong")))
                .isEqualTo(preview);
        assertThat(world.asSystem(() -> history.getTotals(account)).charged())
                .isEqualTo(before.charged().minus(cny("3.60")));
    }

    @Test
    void listsVoidedUsageThatCouldCoverCharges() {
        assertThat(voided(null)).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo("/s");
            assertThat(one.id()).isEqualTo("wrong");
            assertThat(one.job()).isEqualTo("job-wrong");
            assertThat(one.nodeSeconds()).isEqualTo(3600);
        });
        assertThat(voided("job-wrong")).hasSize(1);
        assertThat(voided("job-first")).isEmpty();

        world.asSystem(() -> corrections.settleAgain(account, "/s", "wrong"));

        assertThat(voided(null)).as("the package is used up again").isEmpty();
    }

    @Test
    void listsTheStartOfAVoidedRun() {
        settlement.settle(List.of(new UsageEvent.Started(
                account, "/s", "start", "run", region, Pool.PUBLIC, specification, Activity.TRAINING, 1, T)));
        settlement.settle(List.of(
                usage("third", Activity.TRAINING, 600),
                new UsageEvent.Voided(account, "/s", "void-run", null, "/s", "start")));

        assertThat(voided("run")).extracting(VoidedUsage::id).containsExactly("start");
        assertThat(world.asSystem(() -> corrections.previewSettleAgain(account, "/s", "start"))
                        .charges())
                .isPositive();
    }

    @Test
    void settlesMoreChargesThanFitIntoOneArray() {
        assertThat(Sql.queryInChunks(IntStream.range(0, 120_001).boxed().toList(), List::copyOf))
                .hasSize(120_001)
                .endsWith(120_000);
    }

    private List<VoidedUsage> voided(@Nullable String job) {
        return world.asSystem(() -> corrections
                .listVoided(account, job)
                .page(org.springframework.data.domain.Pageable.unpaged())
                .getContent());
    }

    private static Money cny(String amount) {
        return Money.of(amount, "CNY");
    }

    @Test
    void settlingAgainTwiceChangesNothingMore() {
        world.asSystem(() -> corrections.settleAgain(account, "/s", "wrong"));
        var before = world.asSystem(() -> history.getTotals(account));

        world.asSystem(() -> corrections.settleAgain(account, "/s", "wrong"));

        assertThat(world.asSystem(() -> history.getTotals(account))).isEqualTo(before);
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void voidingARecordThatWasSettledAgainReturnsAllOfIt() {
        world.asSystem(() -> corrections.settleAgain(account, "/s", "wrong"));

        settlement.settle(List.of(new UsageEvent.Voided(account, "/s", "void-2", null, "/s", "second")));

        assertThat(world.asSystem(() -> packages.get(account, packageId)).remainingNodeSeconds())
                .isEqualTo(1600);
        assertThat(world.asSystem(() -> history.getTotals(account)).charged().amount())
                .isZero();
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void rejectsUsageThatIsNotVoidedAndCallersWhoAreNotAdmins() {
        assertThatThrownBy(() -> world.asSystem(() -> corrections.settleAgain(account, "/s", "first")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has not been voided");
        assertThatThrownBy(() -> world.asSystem(() -> corrections.settleAgain(account, "/s", "unheard-of")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> world.as(
                        new Caller("li", Role.CUSTOMER, account),
                        () -> corrections.settleAgain(account, "/s", "wrong")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> world.as(
                        new Caller("su", Role.SUPPORT, null),
                        () -> corrections.previewSettleAgain(account, "/s", "wrong")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(
                        () -> world.as(new Caller("su", Role.SUPPORT, null), () -> corrections.listVoided(null, null)))
                .isInstanceOf(ProblemException.class);
    }

    private UsageEvent.Recorded usage(String id, Activity activity, long seconds) {
        return new UsageEvent.Recorded(
                account,
                "/s",
                id,
                "job-" + id,
                region,
                Pool.PUBLIC,
                specification,
                activity,
                1,
                T,
                T.plusSeconds(seconds));
    }

    private UsageEntry entry(String id) {
        return world.asSystem(() -> history.list(account, "job-" + id, null, null))
                .page(org.springframework.data.domain.Pageable.ofSize(1))
                .getContent()
                .getFirst();
    }
}
