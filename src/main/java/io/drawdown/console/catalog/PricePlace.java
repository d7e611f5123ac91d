package io.drawdown.console.catalog;

import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Pool;
import java.util.Comparator;

/** Where and on what something runs that has a price. */
record PricePlace(String region, String specification, Pool pool) implements Comparable<PricePlace> {

    private static final Comparator<PricePlace> ORDER = Comparator.comparing(PricePlace::region)
            .thenComparing(PricePlace::specification)
            .thenComparing(PricePlace::pool);

    static PricePlace of(ListPrice price) {
        return new PricePlace(price.region(), price.specification(), price.pool());
    }

    /** Where packages of an offer are used (R7). */
    static PricePlace of(Offer offer) {
        return new PricePlace(offer.region(), offer.specification(), Pool.PUBLIC);
    }

    @Override
    public int compareTo(PricePlace other) {
        return ORDER.compare(this, other);
    }
}
