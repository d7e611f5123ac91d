package io.drawdown.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleOfferTest {

    @ParameterizedTest(name = "{0} node-hours for {1} at a list price of {2} cost {3} each and save {4} %")
    @CsvSource(textBlock = """
            100,  1802.00, 21.20, 18.02,  15
            50,   954.00,  21.20, 19.08,  10
            100,  100.00,  1.00,  1.00,   0
            # a saving is never rounded up
            100,  89.10,   1.00,  0.8910, 10
            100,  89.01,   1.00,  0.8901, 10
            # dearer than pay-per-use
            10,   11.00,   1.00,  1.10,   -10
            1000, 1.00,    0.01,  0.0010, 90
            100,  0.00,    1.00,  0.00,   100
            """)
    void comparesWithPayPerUse(long nodeHours, String price, String listPrice, String perNodeHour, int saved) {
        var onSale = SaleOffer.of(offer(nodeHours, price), Money.of(listPrice, "CNY"));

        assertThat(onSale.perNodeHour().amount()).isEqualByComparingTo(perNodeHour);
        assertThat(onSale.savedPercent()).isEqualTo(saved);
    }

    @Test
    void showsNoSavingWithoutAListPriceInTheSameCurrency() {
        var offer = offer(100, "1802.00");

        assertThat(SaleOffer.of(offer, null).savedPercent()).isNull();
        assertThat(SaleOffer.of(offer, Money.of("3.00", "USD")).savedPercent()).isNull();
        assertThat(SaleOffer.of(offer, Money.of("0", "CNY")).savedPercent()).isNull();
    }

    private static Offer offer(long nodeHours, String price) {
        return new Offer(
                "offer",
                "Offer",
                "region",
                "specification",
                EnumSet.of(Activity.TRAINING),
                nodeHours,
                1,
                Money.of(price, "CNY"),
                true);
    }
}
