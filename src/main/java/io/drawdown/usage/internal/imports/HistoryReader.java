package io.drawdown.usage.internal.imports;

import io.drawdown.usage.imports.ImportFormat;
import java.io.IOException;
import java.io.InputStream;
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
