package io.drawdown.base;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in a cell of CSV: every export writes its cells by this, so that no spreadsheet runs what somebody has typed. */
public final class CsvCell {

    /** What a text must not start with, or spreadsheets take it for a formula; some of them also in its full width. */
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {}

    /** A value as a cell: numbers in plain decimals, several values with spaces between, and texts with a ' before formulas. */
    public static Object of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal amount -> amount.toPlainString();
            case Number number -> number;
            case Collection<?> values ->
                guarded(values.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            default -> guarded(value.toString());
        };
    }

    private static String guarded(String text) {
        return !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
