package io.drawdown.console.components.field;

import io.drawdown.base.Money;
import java.math.BigDecimal;
import java.util.function.IntSupplier;

/** Asks for a decimal number: a price, an amount or hours. */
public class DecimalField extends ParsedField<BigDecimal> {

    private static final int MOST_DIGITS_OF_A_CURRENCY = 4;

    /** An empty field for numbers with at most so many decimals. */
    public DecimalField(String label, int decimals) {
        this(label, () -> decimals);
    }

    private DecimalField(String label, IntSupplier decimals) {
        super(label, new DecimalFormat(decimals));
    }

    /** An empty field for an amount that can be paid in the currency that is chosen beside it. */
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
