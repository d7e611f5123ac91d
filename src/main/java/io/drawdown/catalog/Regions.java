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
    private final Access access;
    private final ApplicationEventPublisher events;

    Regions(
            RegionRepository repository,
            EntityWriter writer,
            RegionSales sales,
            Access access,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.writer = writer;
        this.sales = sales;
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
     * Adds or changes a region.
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
        var saved = writer.write(before == null, repository, new RegionEntity(region))
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
