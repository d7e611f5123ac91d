package io.drawdown.console.customer.buy;

import io.drawdown.purchase.order.NewOrder;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of an order form. It stays the same until the order's contents change, so that a retry buys
 * only once (R17).
 */
class OrderKey implements Serializable {

    private @Nullable NewOrder order;
    private String key = "";

    String keyFor(NewOrder asked) {
        if (!asked.equals(order)) {
            order = asked;
            key = "console-" + UUID.randomUUID();
        }
        return key;
    }
}
