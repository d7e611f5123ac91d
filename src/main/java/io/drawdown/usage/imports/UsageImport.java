package io.drawdown.usage.imports;

import io.drawdown.base.Money;
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
 * @param dryRun whether nothing is recorded
 * @param outcome what a dry run would have recorded; null until it has ended, and of other imports
 * @param takenBack how many records have been voided by taking it back
 * @param proposedName the name to import under again, once it was taken back; null before
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
        Instant updatedAt,
        boolean dryRun,
        @Nullable Outcome outcome,
        long takenBack,
        @Nullable String proposedName) {

    /** The state of an import. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        /** Its records are being voided. */
        TAKING_BACK,
        TAKEN_BACK;

        /** Returns whether it changes by itself. */
        public boolean isActive() {
            return this == RUNNING || this == TAKING_BACK;
        }
    }

    /**
     * What a dry run would have recorded.
     *
     * @param complete whether it covers the whole file, and not only its first rows
     */
    public record Outcome(boolean complete, List<AccountOutcome> accounts) {}

    /** What an account would have got: records, from packages, and charged. */
    public record AccountOutcome(
            String account,
            long usageRecords,
            long nodeSeconds,
            long deductedNodeSeconds,
            long chargedNodeSeconds,
            Money charged) {}

    /** The problem with a row; `row` is its line in the file, from 1. */
    public record RowProblem(long row, @Nullable String id, Problem problem) {}
}
