package io.drawdown.purchase;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An offer with a comparison to the pay-per-use cost of its node-hours.
 *
 * @param perNodeHour the price of one node-hour, to the currency's digits; two more below one
 * @param savedPercent how much cheaper it is than the list price, in whole percent, rounded down; negative if it is
 * dearer, null if there is no list price in the offer's currency
 */
public record SaleOffer(
        Offer offer, Money perNodeHour, @Nullable Integer savedPercent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Compares an offer with the current list price of a node-hour, if there is one. */
    public static SaleOffer of(Offer offer, @Nullable Money listPrice) {
        return new SaleOffer(offer, perNodeHour(offer), savedPercent(offer, listPrice));
    }

    private static Money perNodeHour(Offer offer) {
        var price = offer.price();
        var nodeHours = BigDecimal.valueOf(offer.nodeHours());
        var decimals = price.amount().compareTo(nodeHours) < 0 ? price.decimals() + 2 : price.decimals();
        return new Money(price.amount().divide(nodeHours, decimals, RoundingMode.HALF_EVEN), price.currency())
                .normalized();
    }

    private static @Nullable Integer savedPercent(Offer offer, @Nullable Money listPrice) {
        if (listPrice == null
                || listPrice.amount().signum() == 0
                || !listPrice.currency().equals(offer.price().currency())) {
            return null;
        }
        var atListPrice = listPrice.forNodeSeconds(NodeSeconds.ofNodeHours(offer.nodeHours()));
        return atListPrice
                .minus(offer.price())
                .amount()
                .multiply(HUNDRED)
                .divide(atListPrice.amount(), 0, RoundingMode.FLOOR)
                .intValue();
    }
}
