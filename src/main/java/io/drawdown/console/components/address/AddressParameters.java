package io.drawdown.console.components.address;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What filters are in an address: texts as they are, and choices such as {@code in-effect}. */
public final class AddressParameters {

    private AddressParameters() {}

    /** The text of a parameter; nothing where it is blank. */
    public static @Nullable String text(QueryParameters address, String name) {
        return address.getSingleParameter(name)
                .filter(value -> !value.isBlank())
                .orElse(null);
    }

    /** The one of these choices that a parameter says; nothing where it says none of them. */
    public static <E extends Enum<E>> @Nullable E choice(QueryParameters address, String name, E[] choices) {
        var text = Optional.ofNullable(text(address, name));
        return text.flatMap(slug -> Arrays.stream(choices)
                        .filter(choice -> slug(choice).equals(slug))
                        .findFirst())
                .orElse(null);
    }

    /** The day that a parameter says; nothing where it says none. Years of four digits only, which every database can compare with. */
    public static @Nullable LocalDate day(QueryParameters address, String name) {
        var text = text(address, name);
        try {
            return text != null && text.length() == "2026-11-22".length() ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The month that a parameter says, as in {@code 2026-11}; nothing where it says none. */
    public static @Nullable YearMonth month(QueryParameters address, String name) {
        var text = text(address, name);
        try {
            return text != null && text.length() == "2026-11".length() ? YearMonth.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The address with a parameter of this text; as it was if there is none. */
    public static QueryParameters with(QueryParameters address, String name, @Nullable String text) {
        return text == null ? address : address.merging(name, text);
    }

    /** The address with a parameter of this choice; as it was if there is none. */
    public static QueryParameters with(QueryParameters address, String name, @Nullable Enum<?> choice) {
        return choice == null ? address : address.merging(name, slug(choice));
    }

    /** The address with a parameter of this day; as it was if there is none. */
    public static QueryParameters with(QueryParameters address, String name, @Nullable LocalDate day) {
        return day == null ? address : address.merging(name, day.toString());
    }

    private static String slug(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
