package io.drawdown.console.components.field;

import io.drawdown.base.format.Format;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.IntSupplier;

/** The format of decimal numbers with a point, such as {@code 1200.50}: prices, amounts and hours. */
public final class DecimalFormat implements TextFormat<BigDecimal> {

    private static final int MAX_WHOLE_DIGITS = 12;

    private final IntSupplier decimals;

    /** Creates a format with a maximum number of decimals, which may change with other input such as the currency. */
    public DecimalFormat(IntSupplier decimals) {
        this.decimals = decimals;
    }

    @Override
    public ParsedText<BigDecimal> parse(String text) {
        var most = decimals.getAsInt();
        return NumberParser.read(text)
                .map(number -> validated(number, most))
                .orElseGet(() -> ParsedText.refused(Objects.requireNonNullElse(
                        NumberParser.correction(text, most),
                        most == 0
                                ? "Write a whole number in digits, such as 1200."
                                : "Write a number in digits, such as 1200.50.")));
    }

    @Override
    public String write(BigDecimal value) {
        return value.toPlainString();
    }

    // Decimals are counted as written. 1.200 is refused for a currency with two decimals, because it may stand for
    // 1200.
    private static ParsedText<BigDecimal> validated(BigDecimal number, int most) {
        if (number.scale() > most) {
            return ParsedText.refused(
                    most == 0
                            ? "Write a whole number, without a point."
                            : "Write at most " + Format.count(most, "decimal", "decimals") + ".");
        }
        return number.precision() - number.scale() > MAX_WHOLE_DIGITS
                ? ParsedText.refused("Write a smaller number.")
                : ParsedText.of(number);
    }
}
