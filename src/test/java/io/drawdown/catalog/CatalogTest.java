package io.drawdown.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.SoldPackages;
import io.drawdown.quota.SoldPackages.PackageCounts;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import jakarta.persistence.EntityManager;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@DrawdownTest
@Tag("dialect")
@Timeout(60)
class CatalogTest {

    @Autowired
    Regions regions;

    @Autowired
    Specifications specifications;

    @Autowired
    ListPrices listPrices;

    @Autowired
    Offers offers;

    @Autowired
    Orders orders;

    @Autowired
    SoldPackages sold;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    EntityManager entities;

    private String account;
    private Region region;
    private Specification specification;
    private Offer offer;

    @BeforeEach
    void createCatalog() {
        clock.set(TestClock.START);
        account = world.account();
        region = regions.find(world.region()).orElseThrow();
        specification = specifications.find(world.specification()).orElseThrow();
        offer = offers.find(world.offer(region.code(), specification.code(), 1).code())
                .orElseThrow();
    }

    @Test
    void savesAChangeIfNothingChangedMeanwhile() {
        var moved = new Region(region.code(), "Moved", ZoneId.of("Asia/Tokyo"), false);
        var dearer = withPrice(offer, "12.00");

        assertThat(world.asSystem(() -> regions.put(region, moved))).isEqualTo(moved);
        assertThat(world.asSystem(() -> offers.put(offer, dearer))).isEqualTo(dearer);

        assertThat(regions.find(region.code())).contains(moved);
        assertThat(offers.find(offer.code())).contains(dearer);
    }

    @Test
    void refusesAChangeThatWouldUndoAnUnseenOne() {
        var seen = price("2.00");
        world.asSystem(() -> listPrices.put(null, seen));
        world.asSystem(() -> regions.put(new Region(region.code(), "Another name", region.zone(), true)));
        world.asSystem(() -> specifications.put(withName("Another name")));
        world.asSystem(() -> offers.put(withPrice(offer, "11")));
        world.asSystem(() -> listPrices.put(price("3.00")));

        assertRefused(ProblemType.CHANGED_MEANWHILE, () -> regions.put(region, region));
        assertRefused(ProblemType.CHANGED_MEANWHILE, () -> specifications.put(specification, withName("Mine")));
        assertRefused(ProblemType.CHANGED_MEANWHILE, () -> offers.put(offer, withPrice(offer, "9")));
        assertRefused(ProblemType.CHANGED_MEANWHILE, () -> listPrices.put(null, price("4.00")));
        assertRefused(ProblemType.CHANGED_MEANWHILE, () -> listPrices.put(seen, price("4.00")));

        assertThat(regions.find(region.code()).orElseThrow().name()).isEqualTo("Another name");
        assertThat(offers.find(offer.code()).orElseThrow().price().amount()).isEqualByComparingTo("11");
        assertThat(listPrices.list(region.code(), specification.code(), Pool.PUBLIC))
                .containsExactly(price("3.00"));
    }

    @Test
    void refusesToAddAnExistingEntry() {
        assertRefused(ProblemType.ALREADY_EXISTS, () -> regions.put(null, region));
        assertRefused(ProblemType.ALREADY_EXISTS, () -> specifications.put(null, specification));
        assertRefused(ProblemType.ALREADY_EXISTS, () -> offers.put(null, offer));
    }

    @RepeatedTest(5)
    void letsOneOfTwoConcurrentChangesSucceed() throws Exception {
        var outcomes = outcomesOfConcurrent(
                () -> offers.put(offer, withPrice(offer, "9")), () -> offers.put(offer, withPrice(offer, "8")));

        assertThat(outcomes).containsExactlyInAnyOrder(null, ProblemType.CHANGED_MEANWHILE);
    }

    @RepeatedTest(5)
    void letsOneOfTwoConcurrentAdditionsSucceed() throws Exception {
        var added = new Region(World.code("region"), "New", region.zone(), true);

        assertThat(outcomesOfConcurrent(() -> regions.put(null, added), () -> regions.put(null, added)))
                .containsExactlyInAnyOrder(null, ProblemType.ALREADY_EXISTS);
    }

    @Test
    void listsPricesOfARegionInOrder() {
        var later = new ListPrice(
                region.code(), specification.code(), Pool.PUBLIC, Money.of("3.00", "CNY"), TestClock.START);
        world.asSystem(() -> listPrices.put(later));
        world.asSystem(() -> listPrices.put(price("2.00")));

        assertThat(listPrices.list().stream().filter(one -> one.region().equals(region.code())))
                .containsExactly(price("2.00"), later);
    }

    @Test
    void readsOnlyTheOffersThatItLists() {
        var inOtherRegion = offers.find(
                        world.offer(world.region(), specification.code(), 1).code())
                .orElseThrow();

        transaction.executeWithoutResult(status -> {
            assertThat(offers.list(region.code(), specification.code())).containsExactly(offer);
            assertThat(entities.unwrap(Session.class).getStatistics().getEntityCount())
                    .isOne();
        });
        assertThat(offers.list("", specification.code())).containsExactlyInAnyOrder(offer, inOtherRegion);
        assertThat(offers.list(region.code(), null)).containsExactly(offer);
        assertThat(offers.list(null, null)).contains(offer, inOtherRegion);
    }

    @Test
    void removesAnOfferThatWasNeverSold() {
        assertThat(soldUnder(offer)).isEqualTo(PackageCounts.NONE);

        removeOffer();

        assertThat(offers.find(offer.code())).isEmpty();
        assertRefused(ProblemType.NOT_FOUND, () -> {
            offers.remove(offer.code());
            return null;
        });
    }

    @Test
    void keepsAnOfferThatWasSoldOrGiven() {
        world.buyPackage(account, offer, 2, null);
        var given = world.offer(region.code(), specification.code(), 1);
        world.asSystem(() -> orders.give(account, given.code(), 3, null));

        assertThat(soldUnder(offer)).isEqualTo(new PackageCounts(1, 0));
        assertThat(soldUnder(given)).isEqualTo(new PackageCounts(0, 1));
        for (var one : List.of(offer, given)) {
            assertRefused(ProblemType.OFFER_SOLD, () -> {
                offers.remove(one.code());
                return null;
            });
            assertThat(offers.find(one.code())).isPresent();
        }
    }

    @Test
    void refusesChangesByOthersThanAdmins() {
        for (var caller : List.of(new Caller("sam", Role.SUPPORT, null), new Caller("li", Role.CUSTOMER, account))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> world.as(caller, () -> {
                        offers.remove(offer.code());
                        return null;
                    }))
                    .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN));
        }
    }

    @RepeatedTest(10)
    void eitherRemovesOrSellsAnOffer() throws Exception {
        var outcomes = outcomesOfConcurrent(this::removeOffer, () -> world.buyPackage(account, offer, 1, null));

        var isThere = offers.find(offer.code()).isPresent();
        assertThat(outcomes.getFirst()).isEqualTo(isThere ? ProblemType.OFFER_SOLD : null);
        assertThat(outcomes.getLast()).isEqualTo(isThere ? null : ProblemType.UNKNOWN_REFERENCE);
        assertThat(soldUnder(offer).hasAny()).isEqualTo(isThere);
    }

    @Test
    void doesNotRemoveAnOfferDuringItsPurchase() throws Exception {
        var outcome = outcomeWhileUncommitted(() -> world.buyPackage(account, offer, 1, null), this::removeOffer);

        assertThat(outcome).isEqualTo(ProblemType.OFFER_SOLD);
        assertThat(soldUnder(offer)).isEqualTo(new PackageCounts(1, 0));
        assertThat(offers.find(offer.code())).isPresent();
    }

    @Test
    void doesNotSellAnOfferDuringItsRemoval() throws Exception {
        var outcome = outcomeWhileUncommitted(this::removeOffer, () -> world.buyPackage(account, offer, 1, null));

        assertThat(outcome).isEqualTo(ProblemType.UNKNOWN_REFERENCE);
        assertThat(soldUnder(offer)).isEqualTo(PackageCounts.NONE);
        assertThat(offers.find(offer.code())).isEmpty();
    }

    private @Nullable Void removeOffer() {
        return world.asSystem(() -> {
            offers.remove(offer.code());
            return null;
        });
    }

    private PackageCounts soldUnder(Offer one) {
        return world.asSystem(() -> sold.countByOffer(List.of(one.code())))
                .getOrDefault(one.code(), PackageCounts.NONE);
    }

    private ListPrice price(String amount) {
        return new ListPrice(
                region.code(), specification.code(), Pool.PUBLIC, Money.of(amount, "CNY"), ListPrice.EARLIEST_FROM);
    }

    private Specification withName(String name) {
        return new Specification(specification.code(), name, NodeKind.GPU, 8, 64, 1, "V100");
    }

    private static Offer withPrice(Offer of, String price) {
        return new Offer(
                of.code(),
                of.name(),
                of.region(),
                of.specification(),
                of.activities(),
                of.nodeHours(),
                of.months(),
                Money.of(price, "CNY"),
                of.onSale());
    }

    private void assertRefused(ProblemType type, Callable<?> act) {
        assertThat(outcome(act)).isEqualTo(type);
    }

    /** How each ended that were done by two people at the same moment: null where it went well. */
    private List<@Nullable ProblemType> outcomesOfConcurrent(Callable<?> one, Callable<?> other) throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<@Nullable ProblemType> first = threads.submit(() -> {
                barrier.await();
                return outcome(one);
            });
            Future<@Nullable ProblemType> second = threads.submit(() -> {
                barrier.await();
                return outcome(other);
            });
            return Arrays.asList(first.get(), second.get());
        }
    }

    /** How something ends that is begun after something else was written, and before that is committed. */
    private @Nullable ProblemType outcomeWhileUncommitted(Callable<?> written, Callable<?> begun) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var isWritten = new CountDownLatch(1);
            var isBegun = new CountDownLatch(1);
            Future<?> first = threads.submit(() -> transaction.executeWithoutResult(status -> {
                assertThat(outcome(written)).isNull();
                isWritten.countDown();
                await(isBegun);
            }));
            isWritten.await();
            Future<@Nullable ProblemType> second = threads.submit(() -> outcome(begun));
            assertThat(offers.find(offer.code())).isPresent();
            isBegun.countDown();
            first.get();
            return second.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private @Nullable ProblemType outcome(Callable<?> act) {
        try {
            world.asSystem(() -> {
                try {
                    return act.call();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            return null;
        } catch (ProblemException refused) {
            return refused.type();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
