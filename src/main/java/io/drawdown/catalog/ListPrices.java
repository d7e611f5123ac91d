package io.drawdown.catalog;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.catalog.internal.ListPriceEntity;
import io.drawdown.catalog.internal.ListPriceRepository;
import io.drawdown.catalog.internal.PriceBookRepository;
import io.drawdown.catalog.internal.SpecificationEntity;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.PriceBook;
import io.drawdown.catalog.spi.UsedPlaces;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The list prices over time. Everyone can read them, only admins can write them, and repeated writes change nothing.
 */
@Service
public class ListPrices {

    private static final Sort BY_PLACE_OLDEST_FIRST = Sort.by("region", "specification", "pool", "validFrom");

    private final ListPriceRepository repository;
    private final PriceBookRepository priceBooks;
    private final EntityWriter writer;
    private final CatalogReferences references;
    private final UsedPlaces usedPlaces;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ListPrices(
            ListPriceRepository repository,
            PriceBookRepository priceBooks,
            EntityWriter writer,
            CatalogReferences references,
            UsedPlaces usedPlaces,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.priceBooks = priceBooks;
        this.writer = writer;
        this.references = references;
        this.usedPlaces = usedPlaces;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** Lists all prices of all times by region, specification and pool, each from the oldest to the newest. */
    @Transactional(readOnly = true)
    public List<ListPrice> list() {
        return repository.findAll(BY_PLACE_OLDEST_FIRST).stream()
                .map(ListPriceEntity::toListPrice)
                .toList();
    }

    /** Lists the prices of a specification in a region and pool, the newest first. */
    @Transactional(readOnly = true)
    public List<ListPrice> list(String region, String specification, Pool pool) {
        return repository.findByRegionAndSpecificationAndPoolOrderByValidFromDesc(region, specification, pool).stream()
                .map(ListPriceEntity::toListPrice)
                .toList();
    }

    /** Returns the prices of these specifications at all times. */
    @Transactional(readOnly = true)
    public PriceBook bookOf(Collection<String> specifications) {
        return new PriceBook(priceBooks.find(specifications));
    }

    /** Finds the price in force now. */
    @Transactional(readOnly = true)
    public Optional<ListPrice> findCurrent(String region, String specification, Pool pool) {
        return bookOf(List.of(specification)).findPrice(region, specification, pool, clock.instant());
    }

    /** Sets the list price from an instant on. Usage that is settled keeps its price (R6). */
    @RetryOnConflict
    @Transactional
    public ListPrice put(ListPrice price) {
        replace(price, Precondition.none());
        return price;
    }

    /**
     * Sets the list price from an instant on, provided that the price in force is the one that the caller has seen.
     *
     * @param seen the price in force at that instant as the caller saw it; null if there was none
     * @throws ProblemException also if another price is now in force at that instant
     */
    @RetryOnConflict
    @Transactional
    public ListPrice put(@Nullable ListPrice seen, ListPrice price) {
        replace(price, history -> {
            if (!Objects.equals(seen, findInForce(history, price.from()))) {
                throw ChangeCheck.changedMeanwhile(
                        "the list prices of " + price.specification() + " in " + price.region());
            }
        });
        return price;
    }

    /**
     * Sets the list price from an instant on, if all list prices of its specification, region and pool meet a precondition.
     *
     * @param precondition gets them, the newest first; null if there are none
     * @return all list prices of the specification, region and pool with the new one, the newest first
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @Transactional
    public List<ListPrice> putIf(ListPrice price, Precondition<List<ListPrice>> precondition) {
        replace(price, precondition);
        return list(price.region(), price.specification(), price.pool());
    }

    /**
     * Removes a list price by which nothing was priced: one that isn't in force yet, or one of a specification, region
     * and pool that were never used.
     *
     * @throws ProblemException if it may have priced usage
     */
    @RetryOnConflict
    @Transactional
    public void remove(String region, String specification, Pool pool, Instant from) {
        access.requireAdmin();
        access.requireRecentPassword();
        writer.findLocked(SpecificationEntity.class, specification, SpecificationEntity::toSpecification);
        var before = list(region, specification, pool).stream()
                .filter(price -> price.from().equals(from))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The list price of " + specification + " in " + region
                        + " (" + pool + ") from " + from + " on"));
        if (!from.isAfter(clock.instant()) && usedPlaces.isUsed(region, specification, pool)) {
            throw new ProblemException(
                    ProblemType.IN_USE,
                    "Usage of " + specification + " in " + region
                            + " was reported, and this price may have priced it, so it stays. Set another price from now on.");
        }
        repository.delete(new ListPriceEntity(before));
        var subject = String.join(" ", region, specification, pool.name());
        events.publishEvent(new AuditedChange(AuditAction.PRICE_REMOVED, null, subject, before, null));
    }

    private void replace(ListPrice price, Precondition<List<ListPrice>> precondition) {
        access.requireAdmin();
        access.requireRecentPassword();
        validate(price);
        lockPlace(price);
        var history = list(price.region(), price.specification(), price.pool());
        precondition.check(history.isEmpty() ? null : history);
        var before = findInForce(history, price.from());
        var isNew = before == null || !before.from().equals(price.from());
        var saved = writer.write(isNew, repository, new ListPriceEntity(price)).toListPrice();
        var subject = String.join(
                " ", price.region(), price.specification(), price.pool().name());
        events.publishEvent(new AuditedChange(AuditAction.PRICE_SET, null, subject, before, saved));
    }

    /** Holds off other changes: list prices have no row of their own that could be locked before the first one. */
    private void lockPlace(ListPrice price) {
        writer.findLocked(SpecificationEntity.class, price.specification(), SpecificationEntity::toSpecification);
    }

    private static @Nullable ListPrice findInForce(@Nullable List<ListPrice> newestFirst, Instant instant) {
        return (newestFirst == null ? Stream.<ListPrice>of() : newestFirst.stream())
                .filter(price -> !price.from().isAfter(instant))
                .findFirst()
                .orElse(null);
    }

    private void validate(ListPrice price) {
        references.requireRegion("region", price.region());
        references.requireSpecification("specification", price.specification());
        PriceValidation.require("perNodeHour", price.perNodeHour(), ListPrice.MAX_DECIMALS);
        new Validation()
                .require(!price.from().isBefore(ListPrice.EARLIEST_FROM), "from", "must not lie before 1970")
                .throwIfInvalid();
    }
}
