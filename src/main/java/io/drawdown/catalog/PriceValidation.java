package io.drawdown.catalog;

import io.drawdown.base.Money;
import io.drawdown.base.Validation;
import org.jspecify.annotations.Nullable;

/** Refuses prices that are missing, negative or too large, have too many decimals, or a currency without minor units. */
final class PriceValidation {

    private static final int MAX_INTEGER_DIGITS = 12;

    private PriceValidation() {}

    static void require(String field, @Nullable Money given, int maxDecimals) {
        var price = Validation.required(field, given);
        new Validation().currency(field + ".currency", price.currency()).throwIfInvalid();
        new Validation()
                .require(price.amount().signum() >= 0, field + ".amount", "must not be negative")
                .require(
                        price.amount().stripTrailingZeros().scale() <= maxDecimals,
                        field + ".amount",
                        "must have at most " + maxDecimals + " decimals")
                .require(
                        price.amount().precision() - price.amount().scale() <= MAX_INTEGER_DIGITS,
                        field + ".amount",
                        "is too large")
                .throwIfInvalid();
    }
}
