package io.drawdown.console.admin.catalog.offers;

import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.list.SearchText;
import org.jspecify.annotations.Nullable;

/** A filter of offers; null matches all. */
record OfferFilter(
        @Nullable String text,
        @Nullable String region,
        @Nullable String specification,
        @Nullable Sale sale) {

    /** The sale states of an offer. */
    enum Sale {
        ON_SALE("On sale"),
        OFF_SALE("Off sale");

        private final String words;

        Sale(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean matches(Offer offer) {
        return (region == null || offer.region().equals(region))
                && (specification == null || offer.specification().equals(specification))
                && (sale == null || offer.onSale() == (sale == Sale.ON_SALE))
                && SearchText.isIn(text, offer.code(), offer.name());
    }
}
