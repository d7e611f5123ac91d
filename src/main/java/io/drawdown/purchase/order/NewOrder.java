package io.drawdown.purchase.order;

import io.drawdown.base.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's order (R17).
 *
 * @param effectiveAt when the package becomes valid; null for at once
 * @param price the total that the buyer expects to pay; null to accept any price
 */
public record NewOrder(
        @Nullable String offer,
        int quantity,
        @Nullable Instant effectiveAt,
        @Nullable Money price,
        @Nullable Acknowledgements acknowledgements) {

    /**
     * The buyer's confirmations: that the package can't be refunded, and the code of the one region in which it
     * works.
     */
    public record Acknowledgements(
            boolean nonRefundable, @Nullable String region) {}

    /** Returns the order as one text, which is the same for equal orders in any notation. */
    public String canonicalText() {
        var amount = price == null ? "" : price.amount().stripTrailingZeros().toPlainString() + " " + price.currency();
        return String.join(
                "\n",
                String.valueOf(offer),
                Integer.toString(quantity),
                String.valueOf(effectiveAt),
                amount,
                String.valueOf(acknowledgements));
    }
}
