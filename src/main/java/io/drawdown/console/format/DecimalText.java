package io.drawdown.console.format;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.IntSupplier;

/** Decimal numbers with a point, such as {@code 1200.50}: prices, amounts and hours. */
public final class DecimalText implements TextFormat<BigDecimal> {

    private static final int MOST_WHOLE_DIGITS = 12;

    private final IntSupplier decimals;

    /** Numbers with at most so many decimals, which may change with what else is entered, such as the currency. */
    public DecimalText(IntSupplier decimals) {
        this.decimals = decimals;
    }

    @Override
    public Parsed<BigDecimal> parse(String text) {
        var most = decimals.getAsInt();
        return NumberText.read(text)
                .map(number -> checked(number, most))
                .orElseGet(() -> Parsed.refused(Objects.requireNonNullElse(
                        NumberText.correction(text, most),
                        most == 0
                                ? "Write a whole number in digits, such as 1200."
                                : "Write a number in digits, such as 1200.50.")));
    }

    @Override
    public String write(BigDecimal value) {
        return value.toPlainString();
    }

    // Decimals are counted as they are written: 1.200 is no amount of a currency with two, since it may be meant as
    // 1200.
    private static Parsed<BigDecimal> checked(BigDecimal number, int most) {
        if (number.scale() > most) {
            return Parsed.refused(
                    most == 0
                            ? "Write a whole number, without a point."
                            : "Write at most " + Format.count(most, "decimal", "decimals") + ".");
        }
        return number.precision() - number.scale() > MOST_WHOLE_DIGITS
                ? Parsed.refused("Write a smaller number.")
                : Parsed.of(number);
    }
}
