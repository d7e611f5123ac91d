package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.components.list.FilterBar;
import java.util.Comparator;
import java.util.Optional;

/** The region, specification and pool to which a list price applies. */
record PriceScope(String region, String specification, Pool pool) implements Comparable<PriceScope> {

    /** The parameter of the pool in an address. */
    static final String POOL = "pool";

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

    /** Parses the scope that an address names; empty unless it names one completely. */
    static Optional<PriceScope> parse(QueryParameters address) {
        var region = AddressParameters.text(address, FilterBar.REGION);
        var specification = AddressParameters.text(address, FilterBar.SPECIFICATION);
        var pool = AddressParameters.choice(address, POOL, Pool.values());
        return region == null || specification == null || pool == null
                ? Optional.empty()
                : Optional.of(new PriceScope(region, specification, pool));
    }

    /** Returns the parameters that name the scope in an address. */
    QueryParameters toParameters() {
        var place = QueryParameters.of(FilterBar.REGION, region).merging(FilterBar.SPECIFICATION, specification);
        return AddressParameters.with(place, POOL, pool);
    }

    @Override
    public int compareTo(PriceScope other) {
        return ORDER.compare(this, other);
    }
}
