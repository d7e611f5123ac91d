package io.drawdown.usage.internal.imports;

import io.drawdown.usage.imports.ColumnValues;
import io.drawdown.usage.imports.HistoryPreview;
import io.drawdown.usage.imports.ImportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a file of finished jobs row by row. Only one row is in memory, regardless of the size of the file. */
public interface HistoryReader {

    /** The maximum length of a row, in characters. */
    int MAX_ROW_LENGTH = 64 * 1024;

    /**
     * Returns the next row, or null at the end.
     *
     * @throws UnreadableHistoryException if the file isn't in its format
     */
    @Nullable
    HistoryRow next() throws IOException;

    /** Returns the names of the columns. */
    List<String> columnNames();

    /** Returns the texts of the next row, or null at the end. For a first look; doesn't check them. */
    @Nullable
    List<String> nextCells() throws IOException;

    /** Returns what the format takes a column for; null if only a mapping can use it. */
    @Nullable
    String takenFor(String column);

    /** Returns the columns and the first rows of a file in a format. */
    static HistoryPreview preview(InputStream file, ImportFormat format) throws IOException {
        try {
            var reader = open(file, format, RowMapping.empty());
            var names = reader.columnNames();
            var rows = new ArrayList<List<String>>();
            for (var cells = reader.nextCells();
                    cells != null && rows.size() < HistoryPreview.ROWS;
                    cells = reader.nextCells()) {
                rows.add(fitted(cells, names.size()));
            }
            return new HistoryPreview(
                    names.stream()
                            .map(name -> new HistoryPreview.Column(name, reader.takenFor(name)))
                            .toList(),
                    rows,
                    null);
        } catch (UnreadableHistoryException unreadable) {
            return new HistoryPreview(List.of(), List.of(), unreadable.getMessage());
        }
    }

    /** Returns the different texts of a column of a file in a format. A text that is too long for a code is left out. */
    static ColumnValues columnValues(InputStream file, ImportFormat format, String column) throws IOException {
        var texts = new TreeSet<String>();
        try {
            var reader = open(file, format, RowMapping.empty());
            var index = reader.columnNames().indexOf(column);
            var isComplete = true;
            for (var row = 0; ; row++) {
                var cells = reader.nextCells();
                if (index < 0 || cells == null) {
                    return new ColumnValues(List.copyOf(texts), isComplete);
                }
                var text = index < cells.size() ? cells.get(index) : "";
                var isNew = !texts.contains(text);
                if (row == ColumnValues.MOST_ROWS || (isNew && texts.size() == ColumnValues.MOST)) {
                    return new ColumnValues(List.copyOf(texts), false);
                }
                if (isNew && text.length() > ColumnValues.MAX_LENGTH) {
                    isComplete = false;
                } else {
                    texts.add(text);
                }
            }
        } catch (UnreadableHistoryException broken) {
            return new ColumnValues(List.copyOf(texts), false);
        }
    }

    private static List<String> fitted(List<String> cells, int width) {
        return IntStream.range(0, width)
                .mapToObj(index -> index < cells.size() ? cells.get(index) : "")
                .toList();
    }

    /**
     * Opens a file in a format.
     *
     * @throws UnreadableHistoryException if its beginning doesn't match the format
     */
    static HistoryReader open(InputStream file, ImportFormat format, RowMapping mapping) throws IOException {
        return switch (format) {
            case CSV -> new CsvHistoryReader(file, mapping);
            case SWF -> new SwfHistoryReader(file);
            case SACCT -> new SacctHistoryReader(file, mapping);
        };
    }
}
