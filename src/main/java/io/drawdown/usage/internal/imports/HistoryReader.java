package io.drawdown.usage.internal.imports;

import io.drawdown.usage.imports.ImportFormat;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A file of finished jobs, read row by row: one row is in memory, however long the file is. */
public interface HistoryReader {

    /** How long a row may be, in characters. */
    int MAX_ROW_LENGTH = 64 * 1024;

    /** The next row, or null at the end; @throws UnreadableHistoryException if the file isn't in its format. */
    @Nullable
    HistoryRow next() throws IOException;

    /** Reads a file in a format; @throws UnreadableHistoryException if it begins as no such file does. */
    static HistoryReader open(InputStream file, ImportFormat format, RowMapping mapping) throws IOException {
        return switch (format) {
            case CSV -> new CsvHistoryReader(file, mapping);
            case SWF -> new SwfHistoryReader(file);
            case SACCT -> new SacctHistoryReader(file, mapping);
        };
    }
}
