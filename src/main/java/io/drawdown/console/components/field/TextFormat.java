package io.drawdown.console.components.field;

/** How values of one type are written in a field and read from it. Reading never guesses: what has two meanings is refused. */
public interface TextFormat<T> {

    /** Reads a text that isn't blank and has no blanks around it. */
    ParsedText<T> parse(String text);

    /** The text of a value, which reads as the same value. */
    String write(T value);
}
