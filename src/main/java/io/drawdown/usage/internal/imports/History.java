package io.drawdown.usage.internal.imports;

import io.drawdown.usage.ImportFormat;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A file of finished jobs, read row by row: one row is in memory, however long the file is. */
public interface History {

    /** How long a row may be, in characters. */
    int LONGEST_ROW = 64 * 1024;

    /** The next row, or null at the end; @throws UnreadableHistoryException if the file isn't in its format. */
    @Nullable
    HistoryRow next() throws IOException;

    /** Reads a file in a format; @throws UnreadableHistoryException if it begins as no such file does. */
    static History open(InputStream file, ImportFormat format, RowMapping mapping) throws IOException {
        return switch (format) {
            case CSV -> new CsvHistory(file, mapping);
            case SWF -> new SwfHistory(file);
            case SACCT -> new SacctHistory(file, mapping);
        };
    }
}
