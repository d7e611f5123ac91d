package io.drawdown.console.format;

import org.jspecify.annotations.Nullable;

/**
 * What a text that a person entered was read as.
 *
 * @param value what it says; null where it is empty or can't be read
 * @param problem how to write it, as a sentence; null where it could be read or is empty
 */
public record Parsed<T>(@Nullable T value, @Nullable String problem) {

    /** A text that says this. */
    public static <T> Parsed<T> of(T value) {
        return new Parsed<>(value, null);
    }

    /** An empty text. */
    public static <T> Parsed<T> empty() {
        return new Parsed<>(null, null);
    }

    /** A text that can't be read. */
    public static <T> Parsed<T> refused(String problem) {
        return new Parsed<>(null, problem);
    }
}
