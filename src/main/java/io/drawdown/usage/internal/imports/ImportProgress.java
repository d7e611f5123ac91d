package io.drawdown.usage.internal.imports;

import io.drawdown.usage.imports.UsageImport;
import java.util.List;

/**
 * The progress of an import.
 *
 * @param rowsRead the rows read, which is the sum of the other counts
 * @param bytesRead of the unpacked file
 */
public record ImportProgress(
        long rowsRead,
        long accepted,
        long duplicates,
        long conflicts,
        long rejected,
        long skipped,
        long bytesRead,
        List<UsageImport.RowProblem> firstProblems) {

    /** Returns how many rows were rejected or are in conflict. */
    public long notTaken() {
        return rejected + conflicts;
    }
}
