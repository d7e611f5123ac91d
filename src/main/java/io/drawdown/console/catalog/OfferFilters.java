package io.drawdown.console.catalog;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Parameters;
import io.drawdown.console.catalog.OfferFilter.Sale;

/** A filter of offers as it stands in an address: {@code ?region=cn-north-4&sale=on-sale}. */
final class OfferFilters {

    static final String REGION = "region";
    static final String SPECIFICATION = "specification";
    static final String SALE = "sale";

    private static final String TEXT = "text";

    private OfferFilters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static OfferFilter of(QueryParameters address) {
        return new OfferFilter(
                Parameters.text(address, TEXT),
                Parameters.text(address, REGION),
                Parameters.text(address, SPECIFICATION),
                Parameters.choice(address, SALE, Sale.values()));
    }

    /** The address of a filter. */
    static QueryParameters address(OfferFilter filter) {
        var address = Parameters.with(QueryParameters.empty(), TEXT, filter.text());
        address = Parameters.with(address, REGION, filter.region());
        address = Parameters.with(address, SPECIFICATION, filter.specification());
        return Parameters.with(address, SALE, filter.sale());
    }
}
