package io.drawdown.console.components.address;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes filter values in an address: plain texts, and choices such as {@code in-effect}. */
public final class AddressParameters {

    private AddressParameters() {}

    /** Returns the text of a parameter; null if it is blank or absent. */
    public static @Nullable String text(QueryParameters address, String name) {
        return address.getSingleParameter(name)
                .filter(value -> !value.isBlank())
                .orElse(null);
    }

    /** Returns the choice that a parameter names; null if it names none. */
    public static <E extends Enum<E>> @Nullable E choice(QueryParameters address, String name, E[] choices) {
        var text = Optional.ofNullable(text(address, name));
        return text.flatMap(slug -> Arrays.stream(choices)
                        .filter(choice -> slug(choice).equals(slug))
                        .findFirst())
                .orElse(null);
    }

    /**
     * Returns the day that a parameter holds; null if it holds none. Only years of four digits are accepted, because
     * every database can compare with those.
     */
    public static @Nullable LocalDate day(QueryParameters address, String name) {
        var text = text(address, name);
        try {
            return text != null && text.length() == "2026-11-22".length() ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Returns the month that a parameter holds, as in {@code 2026-11}; null if it holds none. */
    public static @Nullable YearMonth month(QueryParameters address, String name) {
        var text = text(address, name);
        try {
            return text != null && text.length() == "2026-11".length() ? YearMonth.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Returns the address with a text parameter added; unchanged if the text is null. */
    public static QueryParameters with(QueryParameters address, String name, @Nullable String text) {
        return text == null ? address : address.merging(name, text);
    }

    /** Returns the address with a choice parameter added; unchanged if the choice is null. */
    public static QueryParameters with(QueryParameters address, String name, @Nullable Enum<?> choice) {
        return choice == null ? address : address.merging(name, slug(choice));
    }

    /** Returns the address with a day parameter added; unchanged if the day is null. */
    public static QueryParameters with(QueryParameters address, String name, @Nullable LocalDate day) {
        return day == null ? address : address.merging(name, day.toString());
    }

    private static String slug(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
