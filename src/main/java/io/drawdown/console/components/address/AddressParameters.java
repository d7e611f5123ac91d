package io.drawdown.console.components.address;

import com.vaadin.flow.router.QueryParameters;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads and writes values in an address: plain texts, months, and choices such as {@code in-effect}. */
public final class AddressParameters {

    private AddressParameters() {}

    /** Returns the text of a parameter; null if it is blank or absent. */
    public static @Nullable String text(QueryParameters address, String name) {
        return ParameterFormat.TEXT.read(address, name);
    }

    /** Returns the choice that a parameter names; null if it names none. */
    public static <E extends Enum<E>> @Nullable E choice(QueryParameters address, String name, E[] choices) {
        return ParameterFormat.choice(choices).read(address, name);
    }

    /** Returns the month that a parameter holds, as in {@code 2026-11}; null if it holds none. */
    public static @Nullable YearMonth month(QueryParameters address, String name) {
        return ParameterFormat.MONTH.read(address, name);
    }

    /** Returns the address with a choice parameter set. */
    public static QueryParameters with(QueryParameters address, String name, Enum<?> choice) {
        return address.merging(name, ParameterFormat.slug(choice));
    }
}
