package io.drawdown.console.customer.buy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import io.drawdown.purchase.order.NewOrder;
import org.junit.jupiter.api.Test;

class OrderKeyTest {

    private final OrderKey key = new OrderKey();

    @Test
    void keepsKeyForSameOrder() {
        assertThat(key.keyFor(order(3, "5400.00")))
                .isEqualTo(key.keyFor(order(3, "5400.00")))
                .isNotEqualTo(new OrderKey().keyFor(order(3, "5400.00")));
    }

    @Test
    void changesKeyForDifferentOrder() {
        var first = key.keyFor(order(3, "5400.00"));
        var dearer = key.keyFor(order(3, "5700.00"));
        var fewer = key.keyFor(order(2, "3800.00"));

        assertThat(first).isNotEqualTo(dearer);
        assertThat(fewer).isNotIn(first, dearer);
    }

    private static NewOrder order(int quantity, String price) {
        return new NewOrder(
                "offer", quantity, null, Money.of(price, "CNY"), new NewOrder.Acknowledgements(true, "region"));
    }
}
