package io.drawdown.usage.internal.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values by RFC 4180, with a header that names the columns like the fields of an event's data.
 */
final class CsvHistoryReader implements HistoryReader {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setAllowMissingColumnNames(true)
            .setTrailingData(true)
            .get();

    private final BoundedRows bounded;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final String jobColumn;
    private final int width;

    CsvHistoryReader(InputStream file, RowMapping mapping) throws IOException {
        bounded = new BoundedRows(LineReader.openReader(file));
        parser = parse(bounded);
        records = parser.iterator();
        var header = parser.getHeaderNames();
        width = header.size();
        jobColumn = header.contains("job") ? "job" : "subject";
        requireColumns(header, mapping);
    }

    @Override
    public @Nullable HistoryRow next() throws IOException {
        bounded.startRow();
        CSVRecord row;
        try {
            if (!records.hasNext()) {
                return null;
            }
            row = records.next();
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw new UnreadableHistoryException(
                    "The row after line " + parser.getCurrentLineNumber() + " has no end within 64 KiB: a "
                            + "quote in it is never closed. Mend it and import the file again; what was read before it counts as "
                            + "duplicates then.");
        }
        var line = parser.getCurrentLineNumber();
        if (row.size() != width) {
            return HistoryRow.Unreadable.because(
                    line, row.get(0), "The row has " + row.size() + " columns, and the header has " + width + ".");
        }
        return new HistoryRow.Job(
                line,
                row.get("id"),
                row.get(jobColumn),
                row.get("nodes"),
                row.get("startedAt"),
                row.get("endedAt"),
                null,
                row::get);
    }

    private static CSVParser parse(Reader reader) throws IOException {
        try {
            return FORMAT.parse(reader);
        } catch (IllegalArgumentException badHeader) {
            throw new UnreadableHistoryException(
                    "The file's first line names a column twice. Every column needs a name of its own.");
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            throw new UnreadableHistoryException(
                    "The file's first line is no header of comma-separated values: it has no end within "
                            + "64 KiB, or a quote in it is never closed.");
        }
    }

    private void requireColumns(List<String> header, RowMapping mapping) {
        var missing = new TreeSet<>(mapping.fields());
        missing.addAll(List.of("id", jobColumn, "nodes", "startedAt", "endedAt"));
        header.forEach(missing::remove);
        if (missing.remove("subject")) {
            missing.add("job (or subject)");
        }
        if (!missing.isEmpty()) {
            throw new UnreadableHistoryException("The file's first line has no column " + String.join(", ", missing)
                    + ". It must name the columns as events name their data; what the mapping gives needs no column.");
        }
    }

    /** Refuses a row without an end, which an unclosed quote makes of the rest of a file. */
    private static final class BoundedRows extends FilterReader {

        private static final int READ_AHEAD = 8 * 1024;

        private long remainingChars = MAX_ROW_LENGTH + READ_AHEAD;

        BoundedRows(Reader reader) {
            super(reader);
        }

        void startRow() {
            remainingChars = MAX_ROW_LENGTH + READ_AHEAD;
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            requireWithinBounds(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            requireWithinBounds(read);
            return read;
        }

        private void requireWithinBounds(int read) throws IOException {
            remainingChars -= read;
            if (remainingChars < 0) {
                throw new IOException("A row is longer than 64 KiB");
            }
        }
    }
}
