package io.drawdown.base.format;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts values to CSV cells. Every export uses it, so that no spreadsheet runs text that a user has typed. */
public final class CsvCell {

    /** The first characters that make a spreadsheet read a text as a formula, some of them also in full width. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {}

    /**
     * Converts a value to a cell: numbers as plain decimals, several values separated by spaces, and texts that look
     * like formulas prefixed with '.
     */
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
