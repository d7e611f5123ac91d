package io.drawdown.console.buy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import io.drawdown.purchase.PlaceOrder;
import org.junit.jupiter.api.Test;

class OrderKeyTest {

    private final OrderKey key = new OrderKey();

    @Test
    void staysWhileTheOrderIsTheSame() {
        assertThat(key.of(order(3, "5400.00")))
                .isEqualTo(key.of(order(3, "5400.00")))
                .isNotEqualTo(new OrderKey().of(order(3, "5400.00")));
    }

    @Test
    void changesWithTheOrder() {
        var first = key.of(order(3, "5400.00"));
        var dearer = key.of(order(3, "5700.00"));
        var fewer = key.of(order(2, "3800.00"));

        assertThat(first).isNotEqualTo(dearer);
        assertThat(fewer).isNotIn(first, dearer);
    }

    private static PlaceOrder order(int quantity, String price) {
        return new PlaceOrder(
                "offer", quantity, null, Money.of(price, "CNY"), new PlaceOrder.Acknowledgements(true, "region"));
    }
}
