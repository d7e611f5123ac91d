package io.drawdown.catalog;

import io.drawdown.base.Validation;
import io.drawdown.catalog.model.Offer;
import org.springframework.stereotype.Component;

/** Validates offers before they go on sale. */
@Component
class OfferValidator {

    private static final int MAX_MONTHS = 120;
    private static final long MAX_NODE_HOURS = 10_000_000;

    private final CatalogReferences references;

    OfferValidator(CatalogReferences references) {
        this.references = references;
    }

    void validate(Offer offer) {
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
        references.requireRegion("region", offer.region());
        references.requireSpecification("specification", offer.specification());
        if (offer.onSale()) {
            references.requireOffered(offer.region(), offer.specification());
        }
        PriceValidation.require(
                "price",
                offer.price(),
                offer.price() == null ? 0 : offer.price().decimals());
    }
}
