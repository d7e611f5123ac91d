package io.drawdown.catalog;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.catalog.internal.RegionEntity;
import io.drawdown.catalog.internal.RegionRepository;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.spi.RegionSales;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The regions of the catalogue. Everyone can read them, only admins can write them, and repeated writes change
 * nothing.
 */
@Service
public class Regions {

    private final RegionRepository repository;
    private final EntityWriter writer;
    private final RegionSales sales;
    private final Offers offers;
    private final Access access;
    private final ApplicationEventPublisher events;

    Regions(
            RegionRepository repository,
            EntityWriter writer,
            RegionSales sales,
            Offers offers,
            Access access,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.writer = writer;
        this.sales = sales;
        this.offers = offers;
        this.access = access;
        this.events = events;
    }

    /** Lists all regions by code. */
    @Transactional(readOnly = true)
    public List<Region> list() {
        return repository.findAll(Sort.by("code")).stream()
                .map(RegionEntity::toRegion)
                .toList();
    }

    /** Finds a region by code. */
    @Transactional(readOnly = true)
    public Optional<Region> find(String code) {
        return repository.findById(code).map(RegionEntity::toRegion);
    }

    /** Finds a region by code and locks it against changes until the transaction that sells in it ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Region> lockForSale(String code) {
        return Optional.ofNullable(writer.findShared(RegionEntity.class, code, RegionEntity::toRegion));
    }

    /**
     * Adds or changes a region. Whether it is retired stays as it is.
     *
     * @throws ProblemException also if its zone, which determines the validity of packages (R3), changes after a
     *     package was sold
     */
    @RetryOnConflict
    @Transactional
    public Region put(Region region) {
        return replace(region, Precondition.none());
    }

    /**
     * Adds a region, or changes it if it is still as the caller has seen it.
     *
     * @param seen the region as the caller saw it; null to add one
     * @throws ProblemException also if the region has changed since
     */
    @RetryOnConflict
    @Transactional
    public Region put(@Nullable Region seen, Region region) {
        return replace(region, before -> ChangeCheck.requireUnchanged(seen, before, "region", region.code()));
    }

    /**
     * Adds a region or changes it, if what is there meets a precondition.
     *
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @Transactional
    public Region putIf(Region region, Precondition<Region> precondition) {
        return replace(region, precondition);
    }

    /**
     * Retires a region: its offers are taken off sale, and none can be put on sale. Its usage and packages go on.
     * Retiring it again changes nothing.
     */
    @RetryOnConflict
    @Transactional
    public Region retire(String code) {
        access.requireAdmin();
        offers.takeOffSale(offer -> offer.region().equals(code));
        return setRetired(code, true);
    }

    /** Offers a retired region again. Its offers stay off sale. */
    @RetryOnConflict
    @Transactional
    public Region restore(String code) {
        access.requireAdmin();
        return setRetired(code, false);
    }

    /**
     * Removes a region that has no list price, no offer and no package.
     *
     * @throws ProblemException if it has some; such a region can only be retired
     */
    @RetryOnConflict
    @Transactional
    public void remove(String code) {
        access.requireAdmin();
        var before = requireLocked(code);
        writer.remove(
                repository,
                code,
                ProblemType.IN_USE,
                "'" + before.name()
                        + "' has list prices, offers or packages, so it stays. Retire it, and it isn't offered any more.");
        events.publishEvent(new AuditedChange(AuditAction.REGION_REMOVED, null, code, before, null));
    }

    private Region setRetired(String code, boolean retired) {
        var before = requireLocked(code);
        if (before.retired() == retired) {
            return before;
        }
        if (retired) {
            offers.takeOffSale(offer -> offer.region().equals(code)); // one that was added before the region was locked
        }
        var saved = writer.write(false, repository, new RegionEntity(before.withRetired(retired)))
                .toRegion();
        events.publishEvent(new AuditedChange(AuditAction.REGION_SET, null, code, before, saved));
        return saved;
    }

    private Region requireLocked(String code) {
        var region = writer.findLocked(RegionEntity.class, code, RegionEntity::toRegion);
        if (region == null) {
            throw ProblemException.notFound("The region '" + code + "'");
        }
        return region;
    }

    private Region replace(Region region, Precondition<Region> precondition) {
        access.requireAdmin();
        validate(region);
        var before = writer.findLocked(RegionEntity.class, region.code(), RegionEntity::toRegion);
        precondition.check(before);
        if (before != null && !before.zone().equals(region.zone()) && sales.hasPackages(region.code())) {
            throw ProblemException.forField(
                    ProblemType.INVALID,
                    "zone",
                    "The time zone can't be changed: packages were sold in " + region.code()
                            + ", and they expire by it. Add another region for another zone.");
        }
        var retired = before != null && before.retired();
        var saved = writer.write(before == null, repository, new RegionEntity(region.withRetired(retired)))
                .toRegion();
        events.publishEvent(new AuditedChange(AuditAction.REGION_SET, null, region.code(), before, saved));
        return saved;
    }

    private static void validate(Region region) {
        new Validation()
                .code("code", region.code())
                .name("name", region.name())
                .present("zone", region.zone())
                .throwIfInvalid();
    }
}
