package io.drawdown.console.admin.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceChangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.20 | 120.00 | true | The price before was $\u00a01.20: 100 times as much.",
                "1.20 | 12.00 | true | The price before was $\u00a01.20: 10 times as much.",
                "1.20 | 11.99999999 | false | The price before was $\u00a01.20: 900\u00a0% more.",
                "1.20 | 0.12 | true | The price before was $\u00a01.20: 1/10 of it.",
                "1.20 | 0.12000001 | false | The price before was $\u00a01.20: 90\u00a0% less.",
                "3 | 31 | true | The price before was $\u00a03.00: 10.3 times as much.",
                "1.20 | 1.2 | false | The price before was $\u00a01.20: the same.",
                "1.20 | 0 | true | The price before was $\u00a01.20: 100\u00a0% less.",
                "0 | 1.20 | true | The price before was $\u00a00.00: more.",
                "0 | 0.00 | false | The price before was $\u00a00.00: the same.",
                "10 | 11 | false | The price before was $\u00a010.00: 10\u00a0% more.",
            })
    void asksForConfirmationOfTenfoldChange(String before, String now, boolean isLarge, String words) {
        assertThat(PriceChange.isLarge(Money.of(before, "USD"), Money.of(now, "USD")))
                .isEqualTo(isLarge);
        assertThat(PriceChange.sentence(Money.of(before, "USD"), Money.of(now, "USD")))
                .isEqualTo(words);
    }

    @Test
    void doesNotCompareDifferentCurrencies() {
        assertThat(PriceChange.isLarge(Money.of("1", "USD"), Money.of("100", "CNY")))
                .isFalse();
        assertThat(PriceChange.sentence(Money.of("1", "USD"), Money.of("100", "CNY")))
                .isEqualTo("The price before was $\u00a01.00: in CNY, no longer in USD.");
    }
}
