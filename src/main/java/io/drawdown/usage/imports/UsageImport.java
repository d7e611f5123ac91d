package io.drawdown.usage.imports;

import io.drawdown.base.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import of a history of finished jobs, with its progress.
 *
 * @param failure why it couldn't be read to its end; null unless it has failed
 * @param read the rows read, which is the sum of the five counts that follow
 * @param skipped rows of jobs that never ran or haven't ended, and rows that the mapping leaves out
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

    /** The state of an import. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** The problem with a row; `row` is its line in the file, from 1. */
    public record RowProblem(long row, @Nullable String id, Problem problem) {}
}
