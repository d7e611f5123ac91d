package io.drawdown.console.components.field;

import org.jspecify.annotations.Nullable;

/**
 * What a text that a person entered was read as.
 *
 * @param value what it says; null where it is empty or can't be read
 * @param problem how to write it, as a sentence; null where it could be read or is empty
 */
public record ParsedText<T>(@Nullable T value, @Nullable String problem) {

    /** A text that says this. */
    public static <T> ParsedText<T> of(T value) {
        return new ParsedText<>(value, null);
    }

    /** An empty text. */
    public static <T> ParsedText<T> empty() {
        return new ParsedText<>(null, null);
    }

    /** A text that can't be read. */
    public static <T> ParsedText<T> refused(String problem) {
        return new ParsedText<>(null, problem);
    }
}
