package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.model.ListPrice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The list prices of one place over time.
 *
 * @param prices the oldest first
 */
record PriceHistory(PriceScope scope, List<ListPrice> prices) {

    /** The price in force at an instant. */
    Optional<ListPrice> priceAt(Instant instant) {
        return prices.stream().filter(price -> !price.from().isAfter(instant)).reduce((earlier, later) -> later);
    }

    /** The first price that takes over after an instant. */
    Optional<ListPrice> firstPriceAfter(Instant instant) {
        return prices.stream().filter(price -> price.from().isAfter(instant)).findFirst();
    }

    /** Whether usage that starts at an instant has no price, and so is rejected (R15). */
    boolean hasNoPriceAt(Instant instant) {
        return priceAt(instant).isEmpty();
    }
}
