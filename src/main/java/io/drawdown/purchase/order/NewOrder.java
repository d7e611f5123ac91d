package io.drawdown.purchase.order;

import io.drawdown.base.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer orders (R17).
 *
 * @param effectiveAt from when the package is to be valid; null for at once
 * @param price what the buyer expects to pay in all; null for whatever it costs
 */
public record NewOrder(
        String offer,
        int quantity,
        @Nullable Instant effectiveAt,
        @Nullable Money price,
        @Nullable Acknowledgements acknowledgements) {

    /** That the package can't be refunded, and the code of the one region in which it works. */
    public record Acknowledgements(
            boolean nonRefundable, @Nullable String region) {}

    /** The order as one text, the same for the same order however it was written. */
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
