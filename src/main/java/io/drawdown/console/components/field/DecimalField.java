package io.drawdown.console.components.field;

import io.drawdown.base.Money;
import java.math.BigDecimal;
import java.util.function.IntSupplier;

/** A field for a decimal number: a price, an amount or hours. */
public class DecimalField extends ParsedField<BigDecimal> {

    private static final int MOST_DIGITS_OF_A_CURRENCY = 4;

    /** Creates an empty field for numbers with at most this many decimals. */
    public DecimalField(String label, int decimals) {
        this(label, () -> decimals);
    }

    private DecimalField(String label, IntSupplier decimals) {
        super(label, new DecimalFormat(decimals));
    }

    /** Creates an empty field for an amount in the currency that another field holds. */
    public static DecimalField amount(String label, CurrencyField currency) {
        var field = new DecimalField(
                label,
                () -> currency.getOptionalValue()
                        .map(chosen -> new Money(BigDecimal.ZERO, chosen).decimals())
                        .orElse(MOST_DIGITS_OF_A_CURRENCY));
        currency.addValueChangeListener(change -> field.check());
        return field;
    }
}
