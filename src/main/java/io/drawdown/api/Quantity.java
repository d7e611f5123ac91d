package io.drawdown.api;

import io.drawdown.base.Check;
import io.drawdown.purchase.Orders;
import org.jspecify.annotations.Nullable;

/** How many packages of an offer a request asks for. */
final class Quantity {

    private Quantity() {}

    static int of(@Nullable Long quantity) {
        new Check().range("quantity", quantity, 1, Orders.MOST_QUANTITY).orRefuse();
        return quantity.intValue();
    }
}
