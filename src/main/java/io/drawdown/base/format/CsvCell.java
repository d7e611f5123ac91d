package io.drawdown.base.format;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in a cell of CSV: every export writes its cells by this, so that no spreadsheet runs what somebody has typed. */
public final class CsvCell {

    /** What a text must not start with, or spreadsheets take it for a formula; some of them also in its full width. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {}

    /** A value as a cell: numbers in plain decimals, several values with spaces between, and texts with a ' before formulas. */
    public static Object format(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal amount -> amount.toPlainString();
            case Number number -> number;
            case Collection<?> values ->
                escapeFormula(values.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            default -> escapeFormula(value.toString());
        };
    }

    private static String escapeFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
