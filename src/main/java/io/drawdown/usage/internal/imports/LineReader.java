package io.drawdown.usage.internal.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a text in UTF-8, with or without a byte order mark. Lines that are longer than the longest row
 * aren't kept.
 */
final class LineReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final StringBuilder text = new StringBuilder();
    private long number;

    /** A line with its number from 1. The text is null if it is too long to be kept. */
    record Line(long number, @Nullable String text) {}

    LineReader(InputStream file) throws IOException {
        reader = openReader(file);
    }

    /** Opens a text in UTF-8 without its byte order mark. Invalid bytes are replaced. */
    static Reader openReader(InputStream file) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    @Nullable
    Line next() throws IOException {
        text.setLength(0);
        var tooLong = false;
        var any = false;
        for (var next = reader.read(); next >= 0; next = reader.read()) {
            any = true;
            if (next == '\n') {
                break;
            }
            if (text.length() < HistoryReader.MAX_ROW_LENGTH) {
                text.append((char) next);
            } else {
                tooLong = true;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        return new Line(number, tooLong ? null : text.toString());
    }
}
