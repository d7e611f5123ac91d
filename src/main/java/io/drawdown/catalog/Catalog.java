package io.drawdown.catalog;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.catalog.internal.ListPriceEntity;
import io.drawdown.catalog.internal.ListPriceRepository;
import io.drawdown.catalog.internal.OfferEntity;
import io.drawdown.catalog.internal.OfferRepository;
import io.drawdown.catalog.internal.RegionEntity;
import io.drawdown.catalog.internal.RegionRepository;
import io.drawdown.catalog.internal.SpecificationEntity;
import io.drawdown.catalog.internal.SpecificationRepository;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Regions, specifications, list prices and offers. Everyone reads them, admins write them, and writing again changes nothing. */
@Service
public class Catalog {

    private static final Sort BY_CODE = Sort.by("code");
    private static final int MOST_MONTHS = 120;
    private static final long MOST_NODE_HOURS = 10_000_000;

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
        return specifications.findAll(BY_CODE).stream().map(SpecificationEntity::toSpecification).toList();
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

    /** The list price in force now. */
    @Transactional(readOnly = true)
    public Optional<ListPrice> currentPrice(String region, String specification, Pool pool) {
        return prices(List.of(specification)).at(region, specification, pool, clock.instant());
    }

    /** Adds a region or changes it. Its zone decides how long packages bought from now on are valid (R3). */
    @SafeToRepeat
    @Transactional
    public Region putRegion(Region region) {
        access.admin();
        new Check().code("code", region.code()).name("name", region.name()).present("zone", region.zone()).orRefuse();
        var before = region(region.code()).orElse(null);
        write(before == null, regions, new RegionEntity(region));
        events.publishEvent(new AuditedChange(AuditAction.REGION_SET, null, region.code(), before, region));
        return region;
    }

    /** Adds a specification or changes it. */
    @SafeToRepeat
    @Transactional
    public Specification putSpecification(Specification specification) {
        access.admin();
        new Check()
                .code("code", specification.code())
                .name("name", specification.name())
                .present("kind", specification.kind())
                .that(isCount(specification.vcpus()), "vcpus", "must not be negative")
                .that(isCount(specification.memoryGib()), "memoryGib", "must not be negative")
                .that(isCount(specification.accelerators()), "accelerators", "must not be negative")
                .that(specification.acceleratorModel() == null || specification.acceleratorModel().length() <= 200,
                        "acceleratorModel", "must be at most 200 characters")
                .orRefuse();
        var before = specification(specification.code()).orElse(null);
        write(before == null, specifications, new SpecificationEntity(specification));
        events.publishEvent(new AuditedChange(AuditAction.SPECIFICATION_SET, null, specification.code(), before, specification));
        return specification;
    }

    /** Sets the list price from an instant on. It never changes what is settled (R6). */
    @SafeToRepeat
    @Transactional
    public ListPrice putPrice(ListPrice price) {
        access.admin();
        requireRegion("region", price.region());
        requireSpecification("specification", price.specification());
        requirePrice("perNodeHour", price.perNodeHour(), 8);
        new Check().that(!price.from().isBefore(ListPrice.ALWAYS), "from", "must not lie before 1970").orRefuse();
        var before = prices(List.of(price.specification()))
                .at(price.region(), price.specification(), price.pool(), price.from())
                .orElse(null);
        var isNew = before == null || !before.from().equals(price.from());
        var saved = write(isNew, prices, new ListPriceEntity(price)).toListPrice();
        var subject = String.join(" ", price.region(), price.specification(), price.pool().name());
        events.publishEvent(new AuditedChange(AuditAction.PRICE_SET, null, subject, before, saved));
        return price;
    }

    /** Adds an offer or changes it. What has been bought under it keeps its terms. */
    @SafeToRepeat
    @Transactional
    public Offer putOffer(Offer offer) {
        access.admin();
        new Check()
                .code("code", offer.code())
                .name("name", offer.name())
                .that(offer.activities() != null && !offer.activities().isEmpty(), "activities", "must name at least one activity")
                .range("nodeHours", offer.nodeHours(), 1, MOST_NODE_HOURS)
                .range("months", offer.months(), 1, MOST_MONTHS)
                .orRefuse();
        requireRegion("region", offer.region());
        requireSpecification("specification", offer.specification());
        requirePrice("price", offer.price(), offer.price() == null ? 0 : offer.price().digits());
        var before = offer(offer.code()).orElse(null);
        var saved = write(before == null, offers, new OfferEntity(offer)).toOffer();
        events.publishEvent(new AuditedChange(AuditAction.OFFER_SET, null, offer.code(), before, saved));
        return offer;
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
            throw ProblemException.at(ProblemType.UNKNOWN_REFERENCE, field, "There is no region '" + code + "'.");
        }
    }

    private void requireSpecification(String field, @Nullable String code) {
        if (code == null || !specifications.existsById(code)) {
            throw ProblemException.at(ProblemType.UNKNOWN_REFERENCE, field, "There is no specification '" + code + "'.");
        }
    }

    private static void requirePrice(String field, @Nullable Money price, int decimals) {
        new Check().present(field, price).orRefuse();
        new Check()
                .that(price.amount().signum() >= 0, field + ".amount", "must not be negative")
                .that(price.amount().stripTrailingZeros().scale() <= decimals, field + ".amount",
                        "must have at most " + decimals + " decimals")
                .that(price.amount().precision() - price.amount().scale() <= 12, field + ".amount", "is too large")
                .orRefuse();
    }

    private static boolean isAny(@Nullable String filter) {
        return filter == null || filter.isEmpty();
    }

    private static boolean isCount(@Nullable Integer value) {
        return value == null || value >= 0;
    }
}
