package io.drawdown.usage.imports;

import io.drawdown.base.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import of a history of finished jobs and how far it has come.
 *
 * @param failure why it couldn't be read to its end; null unless it has failed
 * @param read the rows read, which is the sum of the five counts that follow
 * @param skipped rows of nothing that ran and ended, and those that the mapping leaves out
 * @param bytesRead of the unpacked file
 * @param firstProblems the first 20 rows that were rejected or are in conflict
 */
public record UsageImport(
        String id,
        String name,
        ImportFormat format,
        State state,
        @Nullable String failure,
        long read,
        long accepted,
        long duplicates,
        long conflicts,
        long rejected,
        long skipped,
        long bytesRead,
        long bytesTotal,
        List<RowProblem> firstProblems,
        String startedBy,
        Instant startedAt,
        Instant updatedAt) {

    /** Whether an import goes on, has come to its end, or can't. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** What is wrong with a row; `row` is its line in the file, from 1. */
    public record RowProblem(long row, @Nullable String id, Problem problem) {}
}
