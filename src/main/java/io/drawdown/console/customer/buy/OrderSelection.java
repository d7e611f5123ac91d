package io.drawdown.console.customer.buy;

import com.vaadin.flow.router.QueryParameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current choice, as the page's address holds it. A part that isn't chosen is null.
 *
 * @param quantity the quantity as typed, which may be no number
 */
record OrderSelection(
        @Nullable String region,
        @Nullable String specification,
        @Nullable String offer,
        @Nullable String quantity) {

    private static final String REGION = "region";
    private static final String SPECIFICATION = "specification";
    private static final String OFFER = "offer";
    private static final String QUANTITY = "quantity";

    /** Parses an address. Missing parameters are not chosen. */
    static OrderSelection of(QueryParameters address) {
        return new OrderSelection(
                text(address, REGION).orElse(null),
                text(address, SPECIFICATION).orElse(null),
                text(address, OFFER).orElse(null),
                address.getSingleParameter(QUANTITY).orElse(null));
    }

    /** Returns the parameters of this choice, added to others. */
    QueryParameters toParameters(QueryParameters others) {
        var address = with(with(with(others, REGION, region), SPECIFICATION, specification), OFFER, offer);
        return with(address, QUANTITY, quantity);
    }

    private static QueryParameters with(QueryParameters address, String name, @Nullable String value) {
        return value == null ? address : address.merging(name, value);
    }

    private static Optional<String> text(QueryParameters address, String name) {
        return address.getSingleParameter(name).filter(value -> !value.isBlank());
    }
}
