package io.drawdown.console.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Pool;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.Shop;
import io.drawdown.quota.Packages;
import io.drawdown.quota.ResourcePackage;
import io.drawdown.quota.engine.Reason;
import io.drawdown.usage.Jobs;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

class ExplanationTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private Shop shop;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private Catalog catalog;

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
        account = shop.account("Acme Vision Ltd");
        region = fixture.region();
        elsewhere = fixture.region();
        gpu = shop.specification("V100");
        other = shop.specification("Ascend 910B");
        fixture.price(region, gpu, "21.20");
        fixture.price(region, other, "30.00");
        fixture.price(elsewhere, gpu, "21.20");
        signInAsCustomerOf(account);
    }

    @Test
    void ofADedicatedPool() {
        buy(NOW);

        run(region, Pool.DEDICATED, gpu, Activity.TRAINING);

        assertExplained(Reason.DEDICATED_POOL, "It ran in a dedicated pool; packages cover public pools only.");
    }

    @Test
    void ofAPackageThatWasUsedUp() {
        var one = buy(NOW);
        shop.run(account, region, Pool.PUBLIC, gpu, Activity.TRAINING, "earlier", 100, NOW, anHourLater());

        run(region, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(Reason.USED_UP, "Package " + one.title() + " covers this, but had been used up.");
    }

    @Test
    void ofAPackageThatTookEffectLater() {
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
    void ofAPackageThatHadExpired() {
        var one = buy(NOW);
        clock.set(NOW.plus(Duration.ofDays(400)));

        run(region, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(Reason.EXPIRED, "Package " + one.title() + " expired on 22 Nov 2027, 23:59, before this ran.");
    }

    @Test
    void ofAnActivity() {
        var offer = fixture.offer(region, gpu, 100, Activity.TRAINING, Activity.DEVELOPMENT);
        var one = fixture.buy(account, offer, 1, NOW);

        run(region, Pool.PUBLIC, gpu, Activity.DEPLOYMENT);

        assertExplained(
                Reason.ACTIVITY_NOT_COVERED,
                "Package " + one.title() + " covers development and training; this was deployment.");
    }

    @Test
    void ofARegion() {
        var one = buy(NOW);

        run(elsewhere, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(
                Reason.OTHER_REGION,
                "Package " + one.title() + " covers " + region + "; this ran in " + elsewhere + ".");
    }

    @Test
    void ofASpecification() {
        var one = buy(NOW);

        run(region, Pool.PUBLIC, other, Activity.TRAINING);

        assertExplained(
                Reason.OTHER_SPECIFICATION, "Package " + one.title() + " covers V100; this ran on Ascend 910B.");
    }

    @Test
    void ofNoPackage() {
        run(region, Pool.PUBLIC, gpu, Activity.TRAINING);

        assertExplained(Reason.NO_PACKAGE, "There was no package that could cover it.");
    }

    private ResourcePackage buy(Instant effectiveAt) {
        return fixture.buy(account, fixture.offer(region, gpu, 100), 1, effectiveAt);
    }

    private void run(String where, Pool pool, String specification, Activity activity) {
        var start = clock.instant();
        shop.run(account, where, pool, specification, activity, "job", 2, start, anHourLater());
    }

    private Instant anHourLater() {
        clock.advance(Duration.ofHours(1));
        return clock.instant();
    }

    private void assertExplained(Reason reason, String sentence) {
        var pieces = new Pieces(jobs.pieces(account, "job"), packages, account);
        var piece = pieces.page(Pageable.ofSize(10)).getContent().getFirst();
        var charge = piece.charge();
        assertThat(charge).isNotNull();
        assertThat(charge.reason()).isEqualTo(reason);
        var explanation = Explanation.of(piece, reason, pieces.of(piece), CatalogNames.of(catalog), clock.instant());
        assertThat(explanation.text()).isEqualTo(sentence);
        assertThat(explanation.shown(QueryParameters.empty()).getElement().getTextRecursively())
                .isEqualTo(sentence);
    }
}
