package io.drawdown.console.admin.catalog.offers;

import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.purchase.SaleOffer;
import org.jspecify.annotations.Nullable;

/** Compares an offer with pay-per-use in words. */
final class OfferComparison {

    private OfferComparison() {}

    /** Returns the offer's price of a node-hour, the list price, and the saving. */
    static String describe(SaleOffer offer, @Nullable Money listPrice) {
        return Format.nodeHourPrice(offer.perNodeHour()) + " a node-hour; " + describeBesidePrice(offer, listPrice)
                + ".";
    }

    /** Returns the list price and the saving, to follow the offer's price of a node-hour. */
    static String describeBesidePrice(SaleOffer offer, @Nullable Money listPrice) {
        if (listPrice == null) {
            return "no list price";
        }
        var list = "list " + Format.nodeHourPrice(listPrice);
        var saved = offer.savedPercent();
        if (saved == null) {
            return list;
        }
        return list
                + (saved > 0
                        ? ", saves " + Format.percent(saved)
                        : saved == 0 ? ", saves nothing" : ", " + Format.percent(-saved) + " more");
    }
}
