package io.drawdown.console.admin.catalog.offers;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.admin.catalog.offers.OfferFilter.Sale;
import io.drawdown.console.components.address.AddressParameters;

/** Reads and writes a filter of offers in an address: {@code ?region=cn-north-4&sale=on-sale}. */
public final class OfferFilterParameters {

    public static final String REGION = "region";
    public static final String SPECIFICATION = "specification";
    public static final String SALE = "sale";

    private static final String TEXT = "text";

    private OfferFilterParameters() {}

    /** Parses the filter. Values that are not valid are ignored. */
    static OfferFilter parse(QueryParameters address) {
        return new OfferFilter(
                AddressParameters.text(address, TEXT),
                AddressParameters.text(address, REGION),
                AddressParameters.text(address, SPECIFICATION),
                AddressParameters.choice(address, SALE, Sale.values()));
    }

    /** Returns the parameters of a filter. */
    static QueryParameters toParameters(OfferFilter filter) {
        var address = AddressParameters.with(QueryParameters.empty(), TEXT, filter.text());
        address = AddressParameters.with(address, REGION, filter.region());
        address = AddressParameters.with(address, SPECIFICATION, filter.specification());
        return AddressParameters.with(address, SALE, filter.sale());
    }
}
