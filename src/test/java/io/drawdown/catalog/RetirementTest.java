package io.drawdown.catalog;

import static io.drawdown.testing.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageHistory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was used is retired, and what never was is deleted (R23). */
@DrawdownTest
@Tag("dialect")
class RetirementTest {

    @Autowired
    private Regions regions;

    @Autowired
    private Specifications specifications;

    @Autowired
    private ListPrices listPrices;

    @Autowired
    private Offers offers;

    @Autowired
    private Orders orders;

    @Autowired
    private UsageHistory usage;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;
    private Offer offer;

    @BeforeEach
    void setUp() {
        clock.set(NOW);
        account = world.account();
        region = world.region();
        specification = world.specification();
        offer = world.offer(region, specification, 100);
    }

    @Test
    void retiringARegionTakesItsOffersOffSale() {
        var elsewhere = world.offer(world.region(), specification, 100);

        change(() -> regions.retire(region));

        assertThat(find(offer).onSale()).isFalse();
        assertThat(find(elsewhere).onSale()).isTrue();
        assertThat(regions.find(region).orElseThrow().retired()).isTrue();
        assertRefused(ProblemType.OFFER_NOT_ON_SALE, () -> buy(offer));
    }

    @Test
    void retiringASpecificationTakesItsOffersOffSale() {
        var other = world.offer(region, world.specification(), 100);

        change(() -> specifications.retire(specification));

        assertThat(find(offer).onSale()).isFalse();
        assertThat(find(other).onSale()).isTrue();
        assertThat(specifications.find(specification).orElseThrow().retired()).isTrue();
    }

    @Test
    void nothingOfWhatIsRetiredCanBePutOnSale() {
        change(() -> regions.retire(region));
        assertRefused(ProblemType.INVALID, () -> offers.put(offer));
        change(() -> offers.put(offer.withOnSale(false)));

        change(() -> regions.restore(region));
        assertThat(find(offer).onSale()).as("stays off sale").isFalse();
        change(() -> specifications.retire(specification));
        assertRefused(ProblemType.INVALID, () -> offers.put(offer));

        change(() -> specifications.restore(specification));
        change(() -> offers.put(offer));
        assertThat(find(offer).onSale()).isTrue();
    }

    @Test
    void changingARetiredEntryLeavesItRetired() {
        change(() -> regions.retire(region));
        change(() -> specifications.retire(specification));
        var seenRegion = regions.find(region).orElseThrow();
        var seenSpecification = specifications.find(specification).orElseThrow();

        change(() -> regions.put(seenRegion.withRetired(false)));
        change(() -> specifications.put(seenSpecification.withRetired(false)));

        assertThat(regions.find(region)).contains(seenRegion);
        assertThat(specifications.find(specification)).contains(seenSpecification);
    }

    @Test
    void usageOfWhatIsRetiredGoesOn() {
        world.setPrice(region, specification, "3.60");
        world.buyPackage(account, offer, 1, null);
        change(() -> regions.retire(region));
        change(() -> specifications.retire(specification));

        clock.set(NOW.plus(Duration.ofHours(2)));
        world.run(account, region, specification, "train", NOW, NOW.plus(Duration.ofHours(1)));

        assertThat(world.asSystem(() -> usage.getTotals(account)).deductedNodeSeconds())
                .isEqualTo(3_600);
    }

    @Test
    void deletesWhatWasNeverUsed() {
        var emptyRegion = world.region();
        var unusedSpecification = world.specification();
        change(() -> regions.remove(emptyRegion));
        change(() -> specifications.remove(unusedSpecification));

        assertThat(regions.find(emptyRegion)).isEmpty();
        assertThat(specifications.find(unusedSpecification)).isEmpty();
        assertRefused(ProblemType.NOT_FOUND, () -> regions.remove(emptyRegion));
        assertRefused(ProblemType.NOT_FOUND, () -> specifications.retire(unusedSpecification));
    }

    @Test
    void keepsWhatSomethingRefersTo() {
        assertRefused(ProblemType.IN_USE, () -> regions.remove(region));
        assertRefused(ProblemType.IN_USE, () -> specifications.remove(specification));

        var priced = world.region();
        world.setPrice(priced, specification, "3.60");
        assertRefused(ProblemType.IN_USE, () -> regions.remove(priced));
        assertThat(regions.find(priced)).isPresent();
    }

    @Test
    void deletesAListPriceThatPricedNothing() {
        var later = NOW.plus(Duration.ofDays(1));
        world.setPrice(region, specification, "3.60");
        setPriceFrom(later);
        clock.set(NOW.plus(Duration.ofHours(2)));
        world.run(account, region, specification, "train", NOW, NOW.plus(Duration.ofHours(1)));

        removePrice(later);
        assertThat(listPrices.list(region, specification, Pool.PUBLIC))
                .extracting(ListPrice::from)
                .containsExactly(ListPrice.EARLIEST_FROM);
        assertRefused(ProblemType.NOT_FOUND, () -> removePrice(later));
        assertRefused(ProblemType.IN_USE, () -> removePrice(ListPrice.EARLIEST_FROM));
    }

    @Test
    void keepsAListPriceByWhichAJobRuns() {
        world.setPrice(region, specification, "3.60");
        world.start(account, region, specification, "train", 1, NOW);

        assertRefused(ProblemType.IN_USE, () -> removePrice(ListPrice.EARLIEST_FROM));
    }

    @Test
    void mistypedRegionCanBeDeletedWithItsPrice() {
        var mistyped = world.region();
        world.setPrice(mistyped, specification, "3.60");

        for (var pool : Pool.values()) {
            change(() -> listPrices.remove(mistyped, specification, pool, ListPrice.EARLIEST_FROM));
        }
        change(() -> regions.remove(mistyped));

        assertThat(regions.find(mistyped)).isEmpty();
    }

    private void change(Runnable action) {
        world.asSystem(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    private void setPriceFrom(Instant from) {
        change(() -> listPrices.put(new ListPrice(region, specification, Pool.PUBLIC, Money.of("4.20", "CNY"), from)));
    }

    private void removePrice(Instant from) {
        change(() -> listPrices.remove(region, specification, Pool.PUBLIC, from));
    }

    private Offer find(Offer wanted) {
        return offers.find(wanted.code()).orElseThrow();
    }

    private void buy(Offer wanted) {
        orders.place(
                account,
                World.code("key"),
                new NewOrder(wanted.code(), 1, null, null, new NewOrder.Acknowledgements(true, wanted.region())));
    }

    private void assertRefused(ProblemType type, Runnable action) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> change(action))
                .extracting(ProblemException::type)
                .isEqualTo(type);
    }
}
