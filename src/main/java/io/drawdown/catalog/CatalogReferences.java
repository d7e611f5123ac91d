package io.drawdown.catalog;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.internal.RegionRepository;
import io.drawdown.catalog.internal.SpecificationRepository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks that referenced regions and specifications exist. */
@Component
class CatalogReferences {

    private final RegionRepository regions;
    private final SpecificationRepository specifications;

    CatalogReferences(RegionRepository regions, SpecificationRepository specifications) {
        this.regions = regions;
        this.specifications = specifications;
    }

    void requireRegion(String field, @Nullable String code) {
        if (code == null || !regions.existsById(code)) {
            throw ProblemException.forField(ProblemType.UNKNOWN_REFERENCE, field, "There is no region '" + code + "'.");
        }
    }

    void requireSpecification(String field, @Nullable String code) {
        if (code == null || !specifications.existsById(code)) {
            throw ProblemException.forField(
                    ProblemType.UNKNOWN_REFERENCE, field, "There is no specification '" + code + "'.");
        }
    }
}
