package io.drawdown.console.catalog;

import io.drawdown.base.Money;
import io.drawdown.console.format.Format;
import io.drawdown.purchase.OfferOnSale;
import org.jspecify.annotations.Nullable;

/** How an offer compares with paying per use, in words. */
final class Comparison {

    private Comparison() {}

    /** What a node-hour costs, the list price, and what is saved. */
    static String of(OfferOnSale offer, @Nullable Money listPrice) {
        return Format.price(offer.perNodeHour()) + " a node-hour; " + beside(offer, listPrice) + ".";
    }

    /** The list price and what is saved, to stand beside the price of a node-hour. */
    static String beside(OfferOnSale offer, @Nullable Money listPrice) {
        if (listPrice == null) {
            return "no list price";
        }
        var list = "list " + Format.price(listPrice);
        var saved = offer.savedPercent();
        if (saved == null) {
            return list;
        }
        return list
                + (saved > 0
                        ? ", saves " + saved + "\u00a0%"
                        : saved == 0 ? ", saves nothing" : ", " + -saved + "\u00a0% dearer");
    }
}
