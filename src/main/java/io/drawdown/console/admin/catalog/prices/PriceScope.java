package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import java.util.Comparator;

/** The region, specification and pool to which a list price applies. */
record PriceScope(String region, String specification, Pool pool) implements Comparable<PriceScope> {

    private static final Comparator<PriceScope> ORDER = Comparator.comparing(PriceScope::region)
            .thenComparing(PriceScope::specification)
            .thenComparing(PriceScope::pool);

    static PriceScope of(ListPrice price) {
        return new PriceScope(price.region(), price.specification(), price.pool());
    }

    /** Returns the scope in which packages of an offer are used (R7). */
    static PriceScope of(Offer offer) {
        return new PriceScope(offer.region(), offer.specification(), Pool.PUBLIC);
    }

    @Override
    public int compareTo(PriceScope other) {
        return ORDER.compare(this, other);
    }
}
