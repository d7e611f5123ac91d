package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.admin.catalog.prices.PriceFilter.PriceState;
import io.drawdown.console.components.address.AddressParameters;
import java.util.Optional;

/** Reads and writes a filter of list prices, or one scope, in an address: {@code ?region=cn-north-4&pool=public}. */
public final class PriceFilterParameters {

    public static final String REGION = "region";
    public static final String SPECIFICATION = "specification";

    private static final String POOL = "pool";
    private static final String PRICE = "price";

    private PriceFilterParameters() {}

    /** Parses the filter. Values that are not valid are ignored. */
    static PriceFilter parse(QueryParameters address) {
        return new PriceFilter(
                AddressParameters.text(address, REGION),
                AddressParameters.text(address, SPECIFICATION),
                AddressParameters.choice(address, POOL, Pool.values()),
                AddressParameters.choice(address, PRICE, PriceState.values()));
    }

    /** Returns the parameters of a filter. */
    static QueryParameters toParameters(PriceFilter filter) {
        var address = AddressParameters.with(QueryParameters.empty(), REGION, filter.region());
        address = AddressParameters.with(address, SPECIFICATION, filter.specification());
        address = AddressParameters.with(address, POOL, filter.pool());
        return AddressParameters.with(address, PRICE, filter.standing());
    }

    /** Parses the scope; empty unless the address names one completely. */
    static Optional<PriceScope> parseScope(QueryParameters address) {
        var filter = parse(address);
        return filter.region() == null || filter.specification() == null || filter.pool() == null
                ? Optional.empty()
                : Optional.of(new PriceScope(filter.region(), filter.specification(), filter.pool()));
    }

    /** Returns the parameters of a scope. */
    static QueryParameters toParameters(PriceScope place) {
        return toParameters(new PriceFilter(place.region(), place.specification(), place.pool(), null));
    }
}
