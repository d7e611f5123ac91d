package io.drawdown.console.components.field;

import org.jspecify.annotations.Nullable;

/**
 * The result of parsing a text that a person entered.
 *
 * @param value the parsed value; null if the text is empty or can't be parsed
 * @param problem a sentence on how to write the value; null if the text was parsed or is empty
 */
public record ParsedText<T>(@Nullable T value, @Nullable String problem) {

    /** Returns the result for a parsed value. */
    public static <T> ParsedText<T> of(T value) {
        return new ParsedText<>(value, null);
    }

    /** Returns the result for an empty text. */
    public static <T> ParsedText<T> empty() {
        return new ParsedText<>(null, null);
    }

    /** Returns the result for a text that can't be parsed. */
    public static <T> ParsedText<T> refused(String problem) {
        return new ParsedText<>(null, problem);
    }
}
