package io.drawdown.catalog;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.catalog.internal.RegionEntity;
import io.drawdown.catalog.internal.RegionRepository;
import io.drawdown.catalog.internal.SpecificationEntity;
import io.drawdown.catalog.internal.SpecificationRepository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks that referenced regions and specifications exist. */
@Component
class CatalogReferences {

    private final RegionRepository regions;
    private final SpecificationRepository specifications;
    private final EntityWriter writer;

    CatalogReferences(RegionRepository regions, SpecificationRepository specifications, EntityWriter writer) {
        this.regions = regions;
        this.specifications = specifications;
        this.writer = writer;
    }

    void requireRegion(String field, @Nullable String code) {
        if (code == null || !regions.existsById(code)) {
            throw ProblemException.forField(ProblemType.UNKNOWN_REFERENCE, field, "There is no region '" + code + "'.");
        }
    }

    /** Requires that neither a region nor a specification is retired, and keeps both from it until the transaction ends. */
    void requireOffered(String region, String specification) {
        var place = writer.findShared(RegionEntity.class, region, RegionEntity::toRegion);
        new Validation()
                .require(
                        place != null && !place.retired(), "region", "is retired, so that nothing of it can be on sale")
                .throwIfInvalid();
        var node = writer.findShared(SpecificationEntity.class, specification, SpecificationEntity::toSpecification);
        new Validation()
                .require(
                        node != null && !node.retired(),
                        "specification",
                        "is retired, so that nothing of it can be on sale")
                .throwIfInvalid();
    }

    void requireSpecification(String field, @Nullable String code) {
        if (code == null || !specifications.existsById(code)) {
            throw ProblemException.forField(
                    ProblemType.UNKNOWN_REFERENCE, field, "There is no specification '" + code + "'.");
        }
    }
}
