package io.drawdown.console.components.field;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses numbers as the console shows them: digits, a point before decimals, and commas between thousands where the
 * meaning is unambiguous. For other notations it suggests how to write the number, if that is certain.
 */
final class NumberParser {

    private static final int MAX_LENGTH = 60;

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern GROUPED =
            Pattern.compile("-?[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\\.[0-9]+|(?:,[0-9]{3}){2,})");
    private static final Pattern GROUP_OR_DECIMALS = Pattern.compile("-?[1-9][0-9]{0,2},[0-9]{3}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?[0-9]+,[0-9]+");
    private static final Pattern GROUPED_BY_POINTS =
            Pattern.compile("-?[1-9][0-9]{0,2}(?:(?:\\.[0-9]{3})+,[0-9]+|(?:\\.[0-9]{3}){2,})");
    private static final Pattern GROUPED_BY_BLANKS =
            Pattern.compile("-?[1-9][0-9]{0,2}(?:[\\s'’][0-9]{3})+(?:[.,][0-9]+)?", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NO_DIGIT_BEFORE_POINT = Pattern.compile("-?\\.[0-9]+");
    private static final Pattern NO_DIGIT_AFTER_POINT = Pattern.compile("-?[0-9]+\\.");
    private static final Pattern BEFORE_NUMBER =
            Pattern.compile("^(?:[\\p{Sc}+]|[A-Z]{3}(?![A-Za-z]))\\s*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern AFTER_NUMBER =
            Pattern.compile("\\s*(?:\\p{Sc}|(?<![A-Za-z])(?:[A-Z]{3}|h))$", Pattern.UNICODE_CHARACTER_CLASS);

    private NumberParser() {}

    /** Returns the number in a text; empty if the text holds none or is ambiguous. */
    static Optional<BigDecimal> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (PLAIN.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text));
        }
        return GROUPED.matcher(text).matches() ? Optional.of(new BigDecimal(text.replace(",", ""))) : Optional.empty();
    }

    /**
     * Returns a sentence on how to write a number that can't be parsed; null if it isn't certain which number is
     * meant.
     *
     * @param decimals the maximum number of decimals
     */
    static @Nullable String correction(String text, int decimals) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        var bare = AFTER_NUMBER
                .matcher(BEFORE_NUMBER.matcher(simplified(text)).replaceFirst(""))
                .replaceFirst("");
        if (GROUP_OR_DECIMALS.matcher(bare).matches()) {
            var decimal = new BigDecimal(bare.replace(',', '.'));
            var shorter = decimal.scale() > decimals ? decimal.stripTrailingZeros() : decimal;
            var grouped = bare.replace(",", "");
            return shorter.scale() > decimals || decimals == 0
                    ? "Write " + grouped + "."
                    : "“" + text + "” can be read in two ways. Write " + grouped + " or " + shorter.toPlainString()
                            + ".";
        }
        var plain = plain(bare);
        return plain == null || new BigDecimal(plain).scale() > decimals ? null : "Write " + plain + ".";
    }

    private static @Nullable String plain(String bare) {
        if (PLAIN.matcher(bare).matches()) {
            return bare;
        }
        if (GROUPED.matcher(bare).matches()) {
            return bare.replace(",", "");
        }
        if (DECIMAL_COMMA.matcher(bare).matches()) {
            return bare.replace(',', '.');
        }
        if (GROUPED_BY_POINTS.matcher(bare).matches()) {
            return bare.replace(".", "").replace(',', '.');
        }
        if (GROUPED_BY_BLANKS.matcher(bare).matches()) {
            return bare.replace(',', '.').replaceAll("[^-0-9.]", "");
        }
        if (NO_DIGIT_BEFORE_POINT.matcher(bare).matches()) {
            return bare.replace(".", "0.");
        }
        return NO_DIGIT_AFTER_POINT.matcher(bare).matches() ? bare.replace(".", "") : null;
    }

    /** Returns the text with the digits and signs of a plain keyboard and without invisible characters. */
    private static String simplified(String text) {
        var simple = new StringBuilder();
        text.codePoints()
                .filter(one -> Character.getType(one) != Character.FORMAT)
                .forEach(one -> {
                    if (Character.isDigit(one)) {
                        simple.append(Character.digit(one, 10));
                    } else {
                        simple.appendCodePoint(
                                switch (one) {
                                    case '．', '٫' -> '.';
                                    case '，', '٬' -> ',';
                                    case '−', '－' -> '-';
                                    case '＋' -> '+';
                                    default -> one;
                                });
                    }
                });
        return simple.toString();
    }
}
