package io.drawdown.console.components.list;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a text in the values of a row, ignoring case. */
public final class SearchText {

    private SearchText() {}

    /** Returns whether one of the values contains a text; true if the text is null. */
    public static boolean isIn(@Nullable String text, @Nullable String... values) {
        var lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return Stream.of(values)
                .anyMatch(
                        value -> value != null && value.toLowerCase(Locale.ROOT).contains(lower));
    }
}
