package io.drawdown.console.components.field;

import java.math.BigDecimal;
import java.util.Objects;

/** The format of whole numbers, such as {@code 1200}. */
public final class CountFormat implements TextFormat<Integer> {

    private static final BigDecimal MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    @Override
    public ParsedText<Integer> parse(String text) {
        return NumberParser.read(text)
                .map(CountFormat::validated)
                .orElseGet(() -> ParsedText.refused(Objects.requireNonNullElse(
                        NumberParser.correction(text, 0), "Write a whole number in digits, such as 15.")));
    }

    @Override
    public String write(Integer value) {
        return value.toString();
    }

    private static ParsedText<Integer> validated(BigDecimal number) {
        if (number.scale() > 0) {
            return ParsedText.refused("Write a whole number without a point, such as 15.");
        }
        return number.abs().compareTo(MAX) > 0
                ? ParsedText.refused("Write a smaller number.")
                : ParsedText.of(number.intValueExact());
    }
}
