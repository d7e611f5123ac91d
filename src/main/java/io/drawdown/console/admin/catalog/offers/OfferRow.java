package io.drawdown.console.admin.catalog.offers;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Offer;
import io.drawdown.purchase.SaleOffer;
import io.drawdown.quota.SoldPackages.PackageCounts;
import org.jspecify.annotations.Nullable;

/**
 * An offer with the list price of its node-hours and the number of packages sold under it.
 *
 * @param listPrice the current list price of a node-hour in public pools; null if there is none
 */
record OfferRow(SaleOffer compared, @Nullable Money listPrice, PackageCounts sold) {

    Offer offer() {
        return compared.offer();
    }
}
