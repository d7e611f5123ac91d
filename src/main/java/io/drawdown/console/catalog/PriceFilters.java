package io.drawdown.console.catalog;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.Pool;
import io.drawdown.console.Parameters;
import io.drawdown.console.catalog.PriceFilter.Standing;
import java.util.Optional;

/** A filter of list prices, or one place, as it stands in an address: {@code ?region=cn-north-4&pool=public}. */
final class PriceFilters {

    static final String REGION = "region";
    static final String SPECIFICATION = "specification";

    private static final String POOL = "pool";
    private static final String PRICE = "price";

    private PriceFilters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static PriceFilter of(QueryParameters address) {
        return new PriceFilter(
                Parameters.text(address, REGION),
                Parameters.text(address, SPECIFICATION),
                Parameters.choice(address, POOL, Pool.values()),
                Parameters.choice(address, PRICE, Standing.values()));
    }

    /** The address of a filter. */
    static QueryParameters address(PriceFilter filter) {
        var address = Parameters.with(QueryParameters.empty(), REGION, filter.region());
        address = Parameters.with(address, SPECIFICATION, filter.specification());
        address = Parameters.with(address, POOL, filter.pool());
        return Parameters.with(address, PRICE, filter.standing());
    }

    /** The one place that an address names, if it does. */
    static Optional<PricePlace> place(QueryParameters address) {
        var filter = of(address);
        return filter.region() == null || filter.specification() == null || filter.pool() == null
                ? Optional.empty()
                : Optional.of(new PricePlace(filter.region(), filter.specification(), filter.pool()));
    }

    /** The address of one place. */
    static QueryParameters address(PricePlace place) {
        return address(new PriceFilter(place.region(), place.specification(), place.pool(), null));
    }
}
