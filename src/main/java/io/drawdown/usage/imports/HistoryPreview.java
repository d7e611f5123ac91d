package io.drawdown.usage.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A first look at a file.
 *
 * @param columns the columns in the order of the file; empty if it can't be read
 * @param rows the first rows, as many cells each as there are columns
 * @param problem why the file can't be read in the format; null if it can
 */
public record HistoryPreview(
        List<Column> columns,
        List<List<String>> rows,
        @Nullable String problem) {

    /** The number of rows in a first look. */
    public static final int ROWS = 20;

    /** A column, and what the format takes it for: null where only a mapping can use it. */
    public record Column(String name, @Nullable String takenFor) {}
}
