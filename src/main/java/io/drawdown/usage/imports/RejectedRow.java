package io.drawdown.usage.imports;

import org.jspecify.annotations.Nullable;

/**
 * A row of an import that was rejected or is in conflict.
 *
 * @param row its first line in the file, from 1
 * @param id the row's own id; null or empty if it can't be read
 * @param problem the type of the problem, an address relative to the server
 * @param field the field at fault; null if there is none
 */
public record RejectedRow(
        long row,
        @Nullable String id,
        Result result,
        String problem,
        @Nullable String field,
        String detail) {

    /** The most rows that are kept for an import. */
    public static final int MOST = 10_000;

    /** What became of a row. */
    public enum Result {
        REJECTED,
        CONFLICT
    }
}
