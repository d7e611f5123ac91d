package io.drawdown.console.components.field;

/** The text format of one type of value. Parsing never guesses: an ambiguous text is refused. */
public interface TextFormat<T> {

    /** Parses a text that isn't blank and has no blanks around it. */
    ParsedText<T> parse(String text);

    /** Returns the text of a value. Parsing that text gives the same value. */
    String write(T value);
}
