package io.drawdown.console.buy;

import io.drawdown.purchase.PlaceOrder;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The idempotency key of the order in one form: it stays the same until the order's contents change, so that trying again buys once (R17). */
class OrderKey implements Serializable {

    private @Nullable PlaceOrder order;
    private String key = "";

    String of(PlaceOrder asked) {
        if (!asked.equals(order)) {
            order = asked;
            key = "console-" + UUID.randomUUID();
        }
        return key;
    }
}
