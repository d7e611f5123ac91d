package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R6: money")
class MoneyTest {

    @ParameterizedTest(name = "{1} node-seconds at {0} are {2}")
    @CsvSource(textBlock = """
            # a whole hour costs the price, a part of it its share
            3.60,     3600,                3.60000000
            3.60,     1,                   0.00100000
            0.10,     1,                   0.00002778
            0.10,     3600,                0.10000000
            7,        0,                   0.00000000
            # halves go to the even neighbour
            0.000018, 1,                   0.00000000
            0.000018, 3,                   0.00000002
            0.000018, 5,                   0.00000002
            0.000018, 7,                   0.00000004
            # next to a half they go to the nearest
            0.000019, 1,                   0.00000001
            0.000017, 3,                   0.00000001
            # nothing overflows
            3.60,     9223372036854775807, 9223372036854775.80700000
            """)
    void roundsCostHalfEvenToEightDecimals(String price, long nodeSeconds, String charge) {
        assertThat(Money.of(price, "CNY").forNodeSeconds(nodeSeconds)).isEqualTo(Money.of(charge, "CNY"));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(textBlock = """
            CNY, 0.125,      0.12
            CNY, 0.135,      0.14
            CNY, 0.12500001, 0.13
            CNY, 7,          7.00
            JPY, 0.5,        0
            JPY, 1.5,        2
            JPY, 2.5,        2
            JPY, 2.50000001, 3
            KWD, 0.0005,     0.000
            KWD, 0.0015,     0.002
            XXX, 1.5,        2
            """)
    void roundsHalfEvenToTheDecimalsOfTheCurrency(String currency, String amount, String rounded) {
        assertThat(Money.of(amount, currency).rounded()).isEqualTo(Money.of(rounded, currency));
    }

    @Test
    @DisplayName("a statement line is rounded once, not row by row")
    void roundsOnlyOnce() {
        var row = Money.of("0.00400000", "EUR");
        var line = Stream.of(row, row, row).reduce(Money.zero(row.currency()), Money::plus);

        assertThat(line.rounded()).isEqualTo(Money.of("0.01", "EUR"));
        assertThat(row.rounded().times(3)).isEqualTo(Money.of("0.00", "EUR"));
    }

    @Test
    @DisplayName("amounts in different currencies can't be added")
    void refusesToMixCurrencies() {
        var yuan = Money.of("1.00", "CNY");
        var euro = Money.of("1.00", "EUR");

        assertThatIllegalArgumentException().isThrownBy(() -> yuan.plus(euro)).withMessage("Cannot mix CNY and EUR");
        assertThatIllegalArgumentException().isThrownBy(() -> yuan.minus(euro));
        assertThatIllegalArgumentException().isThrownBy(() -> yuan.compareTo(euro));
    }

    @Test
    @DisplayName("sums are exact, negative amounts included")
    void addsAndSubtracts() {
        var price = Money.of("0.10", "CNY");

        assertThat(price.plus(Money.of("0.20", "CNY"))).isEqualTo(Money.of("0.30", "CNY"));
        assertThat(price.minus(Money.of("0.30", "CNY"))).isEqualTo(Money.of("-0.20", "CNY"));
        assertThat(price.times(999)).isEqualTo(Money.of("99.90", "CNY"));
        assertThat(price.times(Long.MAX_VALUE)).isEqualTo(Money.of("922337203685477580.70", "CNY"));
    }

    @Test
    @DisplayName("comparison ignores trailing zeros")
    void comparesByAmount() {
        assertThat(Money.of("1.0", "CNY")).isEqualByComparingTo(Money.of("1.00000000", "CNY"));
        assertThat(Money.of("1.01", "CNY")).isGreaterThan(Money.of("1.0", "CNY"));
        assertThat(Money.of("-1", "CNY")).isLessThan(Money.zero(Currency.getInstance("CNY")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"CNY, 0.00", "JPY, 0", "KWD, 0.000", "XXX, 0"})
    void writesZeroWithTheDecimalsOfTheCurrency(String currency, String zero) {
        assertThat(Money.zero(Currency.getInstance(currency))).isEqualTo(Money.of(zero, currency));
    }

    @ParameterizedTest(name = "{0} {1} reads {2}, payable: {3}")
    @CsvSource(textBlock = """
            CNY, 1.10000000, 1.10,       true
            CNY, 0.00002778, 0.00002778, false
            CNY, 1.12500000, 1.125,      false
            CNY, 1E+2,       100.00,     true
            CNY, 0E-8,       0.00,       true
            JPY, 100.000,    100,        true
            JPY, 0.5,        0.5,        false
            """)
    void normalizesTrailingZeros(String currency, String amount, String tidy, boolean payable) {
        var money = Money.of(amount, currency);

        assertThat(money.normalized().amount()).hasToString(tidy);
        assertThat(money.isPayable()).isEqualTo(payable);
    }
}
