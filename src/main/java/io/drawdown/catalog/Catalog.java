package io.drawdown.catalog;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.catalog.internal.ListPriceEntity;
import io.drawdown.catalog.internal.ListPriceRepository;
import io.drawdown.catalog.internal.OfferEntity;
import io.drawdown.catalog.internal.OfferRepository;
import io.drawdown.catalog.internal.RegionEntity;
import io.drawdown.catalog.internal.RegionRepository;
import io.drawdown.catalog.internal.SpecificationEntity;
import io.drawdown.catalog.internal.SpecificationRepository;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.PriceBook;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Regions, specifications, list prices and offers. Everyone reads them, admins write them, and writing again changes nothing. */
@Service
public class Catalog {

    private static final Sort BY_CODE = Sort.by("code");
    private static final Sort BY_PLACE_OLDEST_FIRST = Sort.by("region", "specification", "pool", "validFrom");
    private static final int MAX_MONTHS = 120;
    private static final long MAX_NODE_HOURS = 10_000_000;

    private final RegionRepository regions;
    private final SpecificationRepository specifications;
    private final ListPriceRepository prices;
    private final OfferRepository offers;
    private final EntityManager entities;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Catalog(
            RegionRepository regions,
            SpecificationRepository specifications,
            ListPriceRepository prices,
            OfferRepository offers,
            EntityManager entities,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.regions = regions;
        this.specifications = specifications;
        this.prices = prices;
        this.offers = offers;
        this.entities = entities;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** All regions, by code. */
    @Transactional(readOnly = true)
    public List<Region> regions() {
        return regions.findAll(BY_CODE).stream().map(RegionEntity::toRegion).toList();
    }

    /** The region with this code. */
    @Transactional(readOnly = true)
    public Optional<Region> region(String code) {
        return regions.findById(code).map(RegionEntity::toRegion);
    }

    /** All specifications, by code. */
    @Transactional(readOnly = true)
    public List<Specification> specifications() {
        return specifications.findAll(BY_CODE).stream()
                .map(SpecificationEntity::toSpecification)
                .toList();
    }

    /** The specification with this code. */
    @Transactional(readOnly = true)
    public Optional<Specification> specification(String code) {
        return specifications.findById(code).map(SpecificationEntity::toSpecification);
    }

    /** Offers, on sale or not, of a region and a specification where these are given; the smallest first. */
    @Transactional(readOnly = true)
    public List<Offer> offers(@Nullable String region, @Nullable String specification) {
        return offers.findAll(BY_CODE).stream()
                .map(OfferEntity::toOffer)
                .filter(offer -> isAny(region) || offer.region().equals(region))
                .filter(offer -> isAny(specification) || offer.specification().equals(specification))
                .sorted(Comparator.comparing(Offer::region)
                        .thenComparing(Offer::specification)
                        .thenComparingLong(Offer::nodeHours)
                        .thenComparingInt(Offer::months)
                        .thenComparing(Offer::code))
                .toList();
    }

    /** The offer with this code. */
    @Transactional(readOnly = true)
    public Optional<Offer> offer(String code) {
        return offers.findById(code).map(OfferEntity::toOffer);
    }

    /** The offer with this code, which nobody changes or removes until the transaction that is selling it has ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Offer> lockOfferForSale(String code) {
        return Optional.ofNullable(
                findLocked(OfferEntity.class, code, LockModeType.PESSIMISTIC_READ, OfferEntity::toOffer));
    }

    /** The list prices of these specifications, over all time. */
    @Transactional(readOnly = true)
    public PriceBook prices(Collection<String> specifications) {
        return new PriceBook(prices.findBySpecificationIn(specifications).stream()
                .map(ListPriceEntity::toListPrice)
                .toList());
    }

    /** The list prices of a specification in a region and pool, the newest first. */
    @Transactional(readOnly = true)
    public List<ListPrice> prices(String region, String specification, Pool pool) {
        return prices.findByRegionAndSpecificationAndPoolOrderByValidFromDesc(region, specification, pool).stream()
                .map(ListPriceEntity::toListPrice)
                .toList();
    }

    /** All list prices over all time, by region, specification and pool, in each the oldest first. */
    @Transactional(readOnly = true)
    public List<ListPrice> prices() {
        return prices.findAll(BY_PLACE_OLDEST_FIRST).stream()
                .map(ListPriceEntity::toListPrice)
                .toList();
    }

    /** The list price in force now. */
    @Transactional(readOnly = true)
    public Optional<ListPrice> currentPrice(String region, String specification, Pool pool) {
        return prices(List.of(specification)).findPrice(region, specification, pool, clock.instant());
    }

    /** Adds a region or changes it. Its zone decides how long packages bought from now on are valid (R3). */
    @RetryOnConflict
    @Transactional
    public Region putRegion(Region region) {
        access.requireAdmin();
        validate(region);
        return save(region(region.code()).orElse(null), region);
    }

    /**
     * Adds a region, or changes what somebody has seen, as {@link #putRegion(Region)} does.
     *
     * @param seen the region as it was seen; null to add one
     * @throws ProblemException also if it isn't so any more, which this would undo
     */
    @RetryOnConflict
    @Transactional
    public Region putRegion(@Nullable Region seen, Region region) {
        access.requireAdmin();
        validate(region);
        var before = findLocked(RegionEntity.class, region.code(), RegionEntity::toRegion);
        requireUnchanged(seen, before, "region", region.code());
        return save(before, region);
    }

    /** Adds a specification or changes it. */
    @RetryOnConflict
    @Transactional
    public Specification putSpecification(Specification specification) {
        access.requireAdmin();
        validate(specification);
        return save(specification(specification.code()).orElse(null), specification);
    }

    /**
     * Adds a specification, or changes what somebody has seen.
     *
     * @param seen the specification as it was seen; null to add one
     * @throws ProblemException also if it isn't so any more, which this would undo
     */
    @RetryOnConflict
    @Transactional
    public Specification putSpecification(@Nullable Specification seen, Specification specification) {
        access.requireAdmin();
        validate(specification);
        var before = findLocked(SpecificationEntity.class, specification.code(), SpecificationEntity::toSpecification);
        requireUnchanged(seen, before, "specification", specification.code());
        return save(before, specification);
    }

    /** Sets the list price from an instant on. It never changes what is settled (R6). */
    @RetryOnConflict
    @Transactional
    public ListPrice putPrice(ListPrice price) {
        access.requireAdmin();
        validate(price);
        return save(findPriceInForce(price), price);
    }

    /**
     * Sets the list price from an instant on in place of what somebody has seen, as {@link #putPrice(ListPrice)} does.
     *
     * @param seen the price that was in force at that instant, as it was seen; null if none was
     * @throws ProblemException also if another is by now
     */
    @RetryOnConflict
    @Transactional
    public ListPrice putPrice(@Nullable ListPrice seen, ListPrice price) {
        access.requireAdmin();
        validate(price);
        findLocked(SpecificationEntity.class, price.specification(), SpecificationEntity::toSpecification);
        var before = findPriceInForce(price);
        if (!Objects.equals(seen, before)) {
            throw changedMeanwhile("the list prices of " + price.specification() + " in " + price.region());
        }
        return save(before, price);
    }

    /** Adds an offer or changes it. What has been bought under it keeps its terms. */
    @RetryOnConflict
    @Transactional
    public Offer putOffer(Offer offer) {
        access.requireAdmin();
        validate(offer);
        return save(offer(offer.code()).orElse(null), offer);
    }

    /**
     * Adds an offer, or changes what somebody has seen, as {@link #putOffer(Offer)} does.
     *
     * @param seen the offer as it was seen; null to add one
     * @throws ProblemException also if it isn't so any more, which this would undo
     */
    @RetryOnConflict
    @Transactional
    public Offer putOffer(@Nullable Offer seen, Offer offer) {
        access.requireAdmin();
        validate(offer);
        var before = findLocked(OfferEntity.class, offer.code(), OfferEntity::toOffer);
        requireUnchanged(seen, before, "offer", offer.code());
        return save(before, offer);
    }

    /**
     * Removes an offer under which nothing was ever bought or given.
     *
     * @throws ProblemException if something was; it can be taken off sale then
     */
    @RetryOnConflict
    @Transactional
    public void removeOffer(String code) {
        access.requireAdmin();
        var before = offer(code).orElseThrow(() -> ProblemException.notFound("The offer '" + code + "'"));
        try {
            offers.deleteById(code);
            offers.flush();
        } catch (DataIntegrityViolationException sold) {
            throw new ProblemException(
                    ProblemType.OFFER_SOLD,
                    "Packages were bought or given under '" + before.name()
                            + "', so it stays. Take it off sale, and nobody can buy it any more.");
        }
        events.publishEvent(new AuditedChange(AuditAction.OFFER_REMOVED, null, code, before, null));
    }

    private Region save(@Nullable Region before, Region region) {
        write(before == null, regions, new RegionEntity(region));
        events.publishEvent(new AuditedChange(AuditAction.REGION_SET, null, region.code(), before, region));
        return region;
    }

    private Specification save(@Nullable Specification before, Specification specification) {
        write(before == null, specifications, new SpecificationEntity(specification));
        events.publishEvent(
                new AuditedChange(AuditAction.SPECIFICATION_SET, null, specification.code(), before, specification));
        return specification;
    }

    private ListPrice save(@Nullable ListPrice before, ListPrice price) {
        var isNew = before == null || !before.from().equals(price.from());
        var saved = write(isNew, prices, new ListPriceEntity(price)).toListPrice();
        var subject = String.join(
                " ", price.region(), price.specification(), price.pool().name());
        events.publishEvent(new AuditedChange(AuditAction.PRICE_SET, null, subject, before, saved));
        return price;
    }

    private Offer save(@Nullable Offer before, Offer offer) {
        var saved = write(before == null, offers, new OfferEntity(offer)).toOffer();
        events.publishEvent(new AuditedChange(AuditAction.OFFER_SET, null, offer.code(), before, saved));
        return offer;
    }

    private @Nullable ListPrice findPriceInForce(ListPrice price) {
        return prices(List.of(price.specification()))
                .findPrice(price.region(), price.specification(), price.pool(), price.from())
                .orElse(null);
    }

    /** What is there, for this transaction alone to change; null if nothing is. */
    private <E, T> @Nullable T findLocked(Class<E> type, String code, Function<E, T> form) {
        return findLocked(type, code, LockModeType.PESSIMISTIC_WRITE, form);
    }

    private <E, T> @Nullable T findLocked(Class<E> type, String code, LockModeType lock, Function<E, T> form) {
        var entity = entities.find(type, code, lock);
        return entity == null ? null : form.apply(entity);
    }

    private static <T> void requireUnchanged(@Nullable T seen, @Nullable T before, String what, String code) {
        if (seen == null && before != null) {
            throw ProblemException.forField(
                    ProblemType.ALREADY_EXISTS, "code", "There is " + withArticle(what) + " '" + code + "' already.");
        }
        if (!Objects.equals(seen, before)) {
            throw changedMeanwhile("the " + what + " '" + code + "'");
        }
    }

    private static String withArticle(String what) {
        return (what.startsWith("o") ? "an " : "a ") + what;
    }

    private static ProblemException changedMeanwhile(String what) {
        return new ProblemException(
                ProblemType.CHANGED_MEANWHILE,
                "Somebody else has changed " + what
                        + " since you opened it, so your changes were not saved. Open it again, and make them once more.");
    }

    private static void validate(Region region) {
        new Validation()
                .code("code", region.code())
                .name("name", region.name())
                .present("zone", region.zone())
                .throwIfInvalid();
    }

    private static void validate(Specification specification) {
        new Validation()
                .code("code", specification.code())
                .name("name", specification.name())
                .present("kind", specification.kind())
                .require(isAbsentOrNotNegative(specification.vcpus()), "vcpus", "must not be negative")
                .require(isAbsentOrNotNegative(specification.memoryGib()), "memoryGib", "must not be negative")
                .require(isAbsentOrNotNegative(specification.accelerators()), "accelerators", "must not be negative")
                .require(
                        specification.acceleratorModel() == null
                                || specification.acceleratorModel().length() <= 200,
                        "acceleratorModel",
                        "must be at most 200 characters")
                .throwIfInvalid();
    }

    private void validate(ListPrice price) {
        requireRegion("region", price.region());
        requireSpecification("specification", price.specification());
        requirePrice("perNodeHour", price.perNodeHour(), ListPrice.MAX_DECIMALS);
        new Validation()
                .require(!price.from().isBefore(ListPrice.EARLIEST_FROM), "from", "must not lie before 1970")
                .throwIfInvalid();
    }

    private void validate(Offer offer) {
        new Validation()
                .code("code", offer.code())
                .name("name", offer.name())
                .require(
                        offer.activities() != null && !offer.activities().isEmpty(),
                        "activities",
                        "must name at least one activity")
                .range("nodeHours", offer.nodeHours(), 1, MAX_NODE_HOURS)
                .range("months", offer.months(), 1, MAX_MONTHS)
                .throwIfInvalid();
        requireRegion("region", offer.region());
        requireSpecification("specification", offer.specification());
        requirePrice(
                "price",
                offer.price(),
                offer.price() == null ? 0 : offer.price().decimals());
    }

    /** Writes an entity; one that others add at the same moment, too, is found and tried again, not written over unseen. */
    private <E> E write(boolean isNew, JpaRepository<E, ?> repository, E entity) {
        if (!isNew) {
            return repository.saveAndFlush(entity);
        }
        entities.persist(entity);
        repository.flush();
        return entity;
    }

    private void requireRegion(String field, @Nullable String code) {
        if (code == null || !regions.existsById(code)) {
            throw ProblemException.forField(ProblemType.UNKNOWN_REFERENCE, field, "There is no region '" + code + "'.");
        }
    }

    private void requireSpecification(String field, @Nullable String code) {
        if (code == null || !specifications.existsById(code)) {
            throw ProblemException.forField(
                    ProblemType.UNKNOWN_REFERENCE, field, "There is no specification '" + code + "'.");
        }
    }

    private static void requirePrice(String field, @Nullable Money price, int decimals) {
        new Validation().present(field, price).throwIfInvalid();
        new Validation()
                .require(price.amount().signum() >= 0, field + ".amount", "must not be negative")
                .require(
                        price.amount().stripTrailingZeros().scale() <= decimals,
                        field + ".amount",
                        "must have at most " + decimals + " decimals")
                .require(price.amount().precision() - price.amount().scale() <= 12, field + ".amount", "is too large")
                .throwIfInvalid();
    }

    private static boolean isAny(@Nullable String filter) {
        return filter == null || filter.isEmpty();
    }

    private static boolean isAbsentOrNotNegative(@Nullable Integer value) {
        return value == null || value >= 0;
    }
}
