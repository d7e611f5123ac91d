package io.drawdown.console.components.address;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an address holds a value.
 *
 * @param parse returns the value of a text; null if the text isn't valid
 * @param format returns the text of a value
 */
public record ParameterFormat<T>(Function<String, @Nullable T> parse, Function<T, String> format) {

    /** A plain text. */
    public static final ParameterFormat<String> TEXT = new ParameterFormat<>(text -> text, text -> text);

    /** A flag, {@code true} or {@code false}. */
    public static final ParameterFormat<Boolean> FLAG = new ParameterFormat<>(
            text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null, Object::toString);

    /** A day such as {@code 2026-11-22}. Years have four digits, because every database can compare with those. */
    public static final ParameterFormat<LocalDate> DAY =
            new ParameterFormat<>(text -> parse(text, "2026-11-22", LocalDate::parse), LocalDate::toString);

    /** A month such as {@code 2026-11}. */
    public static final ParameterFormat<YearMonth> MONTH =
            new ParameterFormat<>(text -> parse(text, "2026-11", YearMonth::parse), YearMonth::toString);

    /** Returns the format of a choice, such as {@code in-effect}. */
    public static <E extends Enum<E>> ParameterFormat<E> choice(E[] choices) {
        return new ParameterFormat<>(
                text -> Arrays.stream(choices)
                        .filter(choice -> slug(choice).equals(text))
                        .findFirst()
                        .orElse(null),
                ParameterFormat::slug);
    }

    /** Returns the value of a parameter; null if it is absent, blank or not valid. */
    public @Nullable T read(QueryParameters address, String name) {
        return address.getSingleParameter(name)
                .filter(text -> !text.isBlank())
                .map(parse)
                .orElse(null);
    }

    static String slug(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <V> @Nullable V parse(String text, String example, Function<String, V> parse) {
        try {
            return text.length() == example.length() ? parse.apply(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
