package io.drawdown.console.format;

import java.math.BigDecimal;
import java.util.Objects;

/** Whole numbers, such as {@code 1200}. */
public final class CountText implements TextFormat<Integer> {

    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    @Override
    public Parsed<Integer> parse(String text) {
        return NumberText.read(text)
                .map(CountText::checked)
                .orElseGet(() -> Parsed.refused(Objects.requireNonNullElse(
                        NumberText.correction(text, 0), "Write a whole number in digits, such as 15.")));
    }

    @Override
    public String write(Integer value) {
        return value.toString();
    }

    private static Parsed<Integer> checked(BigDecimal number) {
        if (number.scale() > 0) {
            return Parsed.refused("Write a whole number without a point, such as 15.");
        }
        return number.abs().compareTo(MOST) > 0
                ? Parsed.refused("Write a smaller number.")
                : Parsed.of(number.intValueExact());
    }
}
