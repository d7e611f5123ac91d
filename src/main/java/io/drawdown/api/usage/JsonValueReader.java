package io.drawdown.api.usage;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits a JSON array into its values, or returns the one object of a JSON text, with one value in memory at a time.
 * It only finds where a value ends; a parser checks whether the value is JSON.
 */
final class JsonValueReader {

    private static final int BUFFER = 8 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader text;
    private final int maxLength;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder value = new StringBuilder();
    private int position;
    private int end;
    private int line = 1;
    private int column = 1;

    /**
     * Creates a reader.
     *
     * @param maxLength the most characters of a value that are kept
     */
    JsonValueReader(InputStream utf8, int maxLength) throws IOException {
        text = new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder());
        this.maxLength = maxLength;
        if (peekCharacter() == BYTE_ORDER_MARK) {
            appendCurrent();
        }
    }

    /**
     * A value and its position, counted from 1. Its text is null if it is longer than what is kept.
     *
     * @param outline the object without nested or long values, if its text isn't kept
     */
    record Value(@Nullable String text, @Nullable String outline, int line, int column) {}

    /** Returns the next character that isn't white space; negative at the end. */
    int peekFirst() throws IOException {
        while (peekCharacter() == ' '
                || peekCharacter() == '\n'
                || peekCharacter() == '\r'
                || peekCharacter() == '\t') {
            appendCurrent();
        }
        return peekCharacter();
    }

    /** Skips the character that {@link #peekFirst} returned. */
    void skip() throws IOException {
        appendCurrent();
    }

    /**
     * Reads the value that begins at the {@link #peekFirst} character.
     *
     * @throws ProblemException if the value doesn't end
     */
    Value next() throws IOException {
        peekFirst();
        value.setLength(0);
        var beginLine = line;
        var beginColumn = column;
        JsonOutline outline = null;
        var depth = 0;
        var quoted = false;
        var escaped = false;
        for (var next = peekCharacter(); quoted || depth > 0 || !endsScalar(next); next = peekCharacter()) {
            if (next < 0) {
                throw malformed(line, column);
            }
            appendCurrent();
            if (outline != null) {
                outline.add((char) next);
            } else if (value.length() < maxLength) {
                value.append((char) next);
            } else {
                outline = JsonOutline.of(value);
                outline.add((char) next);
            }
            if (quoted) {
                quoted = escaped || next != '"';
                escaped = !escaped && next == '\\';
            } else if (next == '"') {
                quoted = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
                if (depth == 0) {
                    break;
                }
            }
        }
        return outline == null
                ? new Value(value.toString(), null, beginLine, beginColumn)
                : new Value(null, outline.toString(), beginLine, beginColumn);
    }

    /** Creates the problem for a text that isn't JSON from here on. */
    ProblemException malformedHere() {
        return malformed(line, column);
    }

    /** Creates the problem for a value that isn't JSON at a position within it, counted from 1. */
    static ProblemException malformed(Value value, int line, int column) {
        return malformed(value.line() + line - 1, line == 1 ? value.column() + column - 1 : column);
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    private static ProblemException malformed(int line, int column) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "The body isn't JSON that can be read: line " + line + ", column " + column + ".");
    }

    /** Whether a number or name ends before this character. An unmatched closing bracket also ends it. */
    private static boolean endsScalar(int next) {
        return next < 0 || next == ',' || next == ']' || next == '}';
    }

    private void appendCurrent() throws IOException {
        if (peekCharacter() == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        position++;
    }

    private int peekCharacter() throws IOException {
        if (position == end) {
            try {
                end = Math.max(text.read(buffer), 0);
            } catch (CharacterCodingException notUtf8) {
                throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body must be JSON in UTF-8.");
            }
            position = 0;
        }
        return end == 0 ? -1 : buffer[position];
    }
}
