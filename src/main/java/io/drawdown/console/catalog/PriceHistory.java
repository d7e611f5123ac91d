package io.drawdown.console.catalog;

import io.drawdown.catalog.ListPrice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The list prices of one place over time.
 *
 * @param prices the oldest first
 */
record PriceHistory(PricePlace place, List<ListPrice> prices) {

    /** The price in force at an instant. */
    Optional<ListPrice> at(Instant instant) {
        return prices.stream().filter(price -> !price.from().isAfter(instant)).reduce((earlier, later) -> later);
    }

    /** The first price that takes over after an instant. */
    Optional<ListPrice> after(Instant instant) {
        return prices.stream().filter(price -> price.from().isAfter(instant)).findFirst();
    }

    /** Whether usage that starts at an instant has no price, and so is rejected (R15). */
    boolean isGap(Instant instant) {
        return at(instant).isEmpty();
    }
}
