package io.drawdown.console.catalog;

import io.drawdown.base.Money;
import io.drawdown.catalog.Offer;
import io.drawdown.purchase.OfferOnSale;
import io.drawdown.quota.SoldPackages.Sold;
import org.jspecify.annotations.Nullable;

/**
 * An offer beside what its node-hours cost pay-per-use, and what was sold under it.
 *
 * @param listPrice of a node-hour in public pools now; null where there is none
 */
record OfferRow(OfferOnSale compared, @Nullable Money listPrice, Sold sold) {

    Offer offer() {
        return compared.offer();
    }
}
