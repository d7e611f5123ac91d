package io.drawdown.usage.imports;

import java.util.List;

/**
 * The different texts of a column, sorted.
 *
 * @param complete whether there are no others
 */
public record ColumnValues(List<String> texts, boolean complete) {

    /** The most texts that are read. */
    public static final int MOST = 100;

    /** The longest text that is read. */
    public static final int MAX_LENGTH = 100;

    /** The most rows that are looked at. */
    public static final int MOST_ROWS = 100_000;
}
