package io.drawdown.console.admin.catalog.offers;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Offer;
import io.drawdown.purchase.SaleOffer;
import io.drawdown.quota.SoldPackages.PackageCounts;
import org.jspecify.annotations.Nullable;

/**
 * An offer beside what its node-hours cost pay-per-use, and what was sold under it.
 *
 * @param listPrice of a node-hour in public pools now; null where there is none
 */
record OfferRow(SaleOffer compared, @Nullable Money listPrice, PackageCounts sold) {

    Offer offer() {
        return compared.offer();
    }
}
