package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.model.ListPrice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The list prices of one scope over time.
 *
 * @param prices the prices, oldest first
 */
record PriceHistory(PriceScope scope, List<ListPrice> prices) {

    /** Returns the price in force at an instant. */
    Optional<ListPrice> priceAt(Instant instant) {
        return prices.stream().filter(price -> !price.from().isAfter(instant)).reduce((earlier, later) -> later);
    }

    /** Returns the first price that starts after an instant. */
    Optional<ListPrice> firstPriceAfter(Instant instant) {
        return prices.stream().filter(price -> price.from().isAfter(instant)).findFirst();
    }

    /** Returns whether there is no price at an instant. Usage that starts then is rejected (R15). */
    boolean hasNoPriceAt(Instant instant) {
        return priceAt(instant).isEmpty();
    }
}
