package io.drawdown.usage.internal.imports;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of separated values by RFC 4180. A malformed row doesn't end the file: the row is returned with its
 * problem, and reading goes on behind it. Only a quote that isn't closed within the longest row ends the file.
 */
final class CsvRowReader {

    private static final int END = -1;
    private static final int NOTHING = -2;

    private final Reader reader;
    private char delimiter;
    private int ahead = NOTHING;
    private long line = 1;
    private long lineRead;
    private boolean atLineStart = true;
    private int length;
    private boolean ended;

    /** What a row is. */
    enum Kind {
        VALUES,
        /** A line that begins with a number sign, with its text as the only cell. */
        COMMENT,
        /** A row that isn't separated values. */
        MALFORMED,
        /** A row whose quote isn't closed within the longest row. No row follows it. */
        ENDLESS
    }

    /**
     * A row with its first and last line from 1.
     *
     * @param problem what is wrong with a malformed or endless row
     */
    record CsvRow(
            long firstLine,
            long lastLine,
            Kind kind,
            List<String> cells,
            @Nullable String problem) {

        /** Returns whether all cells are blank. */
        boolean isBlank() {
            return kind == Kind.VALUES && cells.stream().allMatch(String::isBlank);
        }
    }

    CsvRowReader(Reader reader, char delimiter) {
        this.reader = reader;
        this.delimiter = delimiter;
    }

    /** Returns the cells of one row, whatever it begins with. */
    static List<String> split(String row, char delimiter) {
        try {
            return new CsvRowReader(new StringReader(row), delimiter).new Row(1)
                    .read()
                    .cells();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void setDelimiter(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Returns the next line as text, or null at the end. Text beyond the longest row is dropped. */
    @Nullable
    String nextLine() throws IOException {
        length = 0;
        lineRead = line;
        if (peek() == END) {
            return null;
        }
        var text = new StringBuilder();
        while (!isEndOfLine(peek())) {
            var next = read();
            if (length <= HistoryReader.MAX_ROW_LENGTH) {
                text.append((char) next);
            }
        }
        skipEndOfLine();
        return text.toString();
    }

    /** Returns the number of the line that {@link #nextLine} has returned. */
    long lineRead() {
        return lineRead;
    }

    /** Returns the next row that isn't an empty line, or null at the end. */
    @Nullable
    CsvRow next() throws IOException {
        while (!ended && (peek() == '\n' || peek() == '\r')) {
            skipEndOfLine();
        }
        if (ended || peek() == END) {
            return null;
        }
        length = 0;
        var firstLine = line;
        if (peek() == '#') {
            var text = nextLine();
            return new CsvRow(firstLine, firstLine, Kind.COMMENT, List.of(text == null ? "" : text), null);
        }
        return new Row(firstLine).read();
    }

    private final class Row {

        private final long firstLine;
        private final List<String> cells = new ArrayList<>();
        private @Nullable String problem;

        Row(long firstLine) {
            this.firstLine = firstLine;
        }

        CsvRow read() throws IOException {
            do {
                readCell();
            } while (!ended && problem() != Kind.ENDLESS && peek() == delimiter && CsvRowReader.this.read() >= 0);
            var lastLine = ended && atLineStart ? line - 1 : line;
            if (!ended) {
                skipEndOfLine();
            }
            return new CsvRow(firstLine, lastLine, problem(), cells, problem);
        }

        private Kind problem() {
            return problem == null ? Kind.VALUES : ended ? Kind.ENDLESS : Kind.MALFORMED;
        }

        private void readCell() throws IOException {
            var cell = new StringBuilder();
            if (peek() == '"' && length <= HistoryReader.MAX_ROW_LENGTH) {
                readQuoted(cell);
                if (ended) {
                    return;
                }
            }
            while (peek() != delimiter && !isEndOfLine(peek())) {
                append(cell, CsvRowReader.this.read());
            }
            if (length <= HistoryReader.MAX_ROW_LENGTH) {
                cells.add(cell.toString());
            }
        }

        private void readQuoted(StringBuilder cell) throws IOException {
            var openedAt = line;
            CsvRowReader.this.read();
            while (true) {
                var next = CsvRowReader.this.read();
                if (next == END || length > HistoryReader.MAX_ROW_LENGTH) {
                    problem = "A quote that is opened in line " + openedAt + " is never closed"
                            + (next == END ? "" : " within 64 KiB") + ".";
                    ended = true;
                    return;
                }
                if (next != '"') {
                    append(cell, next);
                } else if (peek() == '"') {
                    append(cell, CsvRowReader.this.read());
                } else {
                    break;
                }
            }
            if (peek() != delimiter && !isEndOfLine(peek()) && problem == null) {
                problem = "Text follows a closing quote in line " + line
                        + ". Double a quote that is meant as text, or close the quote that is opened in line "
                        + openedAt
                        + ".";
            }
        }

        private void append(StringBuilder cell, int next) {
            if (length <= HistoryReader.MAX_ROW_LENGTH) {
                cell.append((char) next);
            } else if (problem == null) {
                problem = "The row is longer than 64 KiB.";
            }
        }
    }

    private int peek() throws IOException {
        if (ahead == NOTHING) {
            ahead = reader.read();
        }
        return ahead;
    }

    private int read() throws IOException {
        var next = peek();
        ahead = NOTHING;
        length++;
        if (next == '\n' || (next == '\r' && peek() != '\n')) {
            line++;
            atLineStart = true;
        } else if (next != END) {
            atLineStart = false;
        }
        return next;
    }

    private void skipEndOfLine() throws IOException {
        if (peek() == '\r') {
            read();
            if (peek() == '\n') {
                read();
            }
        } else if (peek() == '\n') {
            read();
        }
    }

    private static boolean isEndOfLine(int next) {
        return next == END || next == '\n' || next == '\r';
    }
}
