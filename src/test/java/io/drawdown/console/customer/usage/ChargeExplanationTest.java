package io.drawdown.console.customer.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.quota.Packages;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Jobs;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

class ChargeExplanationTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private CatalogNamesLoader catalogNames;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Packages packages;

    private String account;
    private String region;
    private String elsewhere;
    private String gpu;
    private String other;

    @BeforeEach
    void openShop() {
        clock.set(NOW);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region();
        elsewhere = world.region();
        gpu = world.specification("V100");
        other = world.specification("Ascend 910B");
        world.setPrice(region, gpu, "21.20");
        world.setPrice(region, other, "30.00");
        world.setPrice(elsewhere, gpu, "21.20");
        signInAsCustomerOf(account);
    }

    @Test
    void explainsDedicatedPool() {
        buy(NOW);

        run(region, Pool.DEDICATED, gpu, Activity.TRAINING);

        assertExplained(Reason.DEDICATED_POOL, "It ran in a dedicated pool; packages cover public pools only.");
    }

    @Test
    void explainsUsedUpPackage() {
        var one = buy(NOW);
        world.run(account, region, Pool.PUBLIC, gpu, Activity.TRAINING, "earlier", 100, NOW, anHourLater());

        run(region, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(Reason.USED_UP, "Package " + one.title() + " covers this, but was used up.");
    }

    @Test
    void explainsPackageNotYetEffective() {
        var one = buy(NOW.plus(Duration.ofDays(9)));

        run(region, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(
                Reason.NOT_YET_EFFECTIVE,
                "Package " + one.title() + " takes effect on 1 Dec 2026, 10:00, after this ran.");
        clock.set(NOW.plus(Duration.ofDays(20)));
        assertExplained(
                Reason.NOT_YET_EFFECTIVE,
                "Package " + one.title() + " took effect on 1 Dec 2026, 10:00, after this ran.");
    }

    @Test
    void explainsExpiredPackage() {
        var one = buy(NOW);
        clock.set(NOW.plus(Duration.ofDays(400)));

        run(region, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(
                Reason.EXPIRED, "Package " + one.title() + " expired on 22 Nov 2027, 23:59 UTC, before this ran.");
    }

    @Test
    void explainsUncoveredActivity() {
        var offer = world.offer(region, gpu, 100, Activity.TRAINING, Activity.DEVELOPMENT);
        var one = world.buyPackage(account, offer, 1, NOW);

        run(region, Pool.PUBLIC, gpu, Activity.DEPLOYMENT);

        assertExplained(
                Reason.ACTIVITY_NOT_COVERED,
                "Package " + one.title() + " covers development and training; this was deployment.");
    }

    @Test
    void explainsOtherRegion() {
        var one = buy(NOW);

        run(elsewhere, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(
                Reason.OTHER_REGION,
                "Package " + one.title() + " covers " + region + "; this ran in " + elsewhere + ".");
    }

    @Test
    void explainsOtherSpecification() {
        var one = buy(NOW);

        run(region, Pool.PUBLIC, other, Activity.TRAINING);

        assertExplained(
                Reason.OTHER_SPECIFICATION, "Package " + one.title() + " covers V100; this ran on Ascend 910B.");
    }

    @Test
    void explainsMissingPackage() {
        run(region, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(Reason.NO_PACKAGE, "No package covered it.");
    }

    private ResourcePackage buy(Instant effectiveAt) {
        return world.buyPackage(account, world.offer(region, gpu, 100), 1, effectiveAt);
    }

    private void run(String where, Pool pool, String specification, Activity activity) {
        var start = clock.instant();
        world.run(account, where, pool, specification, activity, "job", 2, start, anHourLater());
    }

    private Instant anHourLater() {
        clock.advance(Duration.ofHours(1));
        return clock.instant();
    }

    private void assertExplained(Reason reason, String sentence) {
        var usagePieces = new UsagePieces(jobs.listPieces(account, "job"), packages, account);
        var piece = usagePieces.page(Pageable.ofSize(10)).getContent().getFirst();
        var charge = piece.charge();
        assertThat(charge).isNotNull();
        assertThat(charge.reason()).isEqualTo(reason);
        var chargeExplanation =
                ChargeExplanation.of(piece, reason, usagePieces.packageOf(piece), catalogNames.load(), clock.instant());
        assertThat(chargeExplanation.text()).isEqualTo(sentence);
        assertThat(chargeExplanation
                        .toComponent(QueryParameters.empty())
                        .getElement()
                        .getTextRecursively())
                .isEqualTo(sentence);
    }
}
