package io.drawdown.usage.internal.imports;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of a history, with the number of its first line in the file. */
public sealed interface HistoryRow {

    long line();

    /** Returns how many rows it counts as: more than one if a broken row has swallowed others. */
    default long rows() {
        return 1;
    }

    /** Returns the row's own id; empty or null if it has none that can be read. */
    @Nullable
    String id();

    /**
     * A job that ran, with the texts of the file. The reader of events checks whether they are possible.
     *
     * @param previousReading when it ran as earlier versions read it, if they read another start; null otherwise
     * @param field returns the row's text in a field of the history
     */
    record Job(
            long line,
            String id,
            String job,
            String nodes,
            String startedAt,
            String endedAt,
            @Nullable Interval previousReading,
            Function<String, String> field)
            implements HistoryRow {}

    /** The time during which a job ran. */
    record Interval(Instant start, Instant end) {}

    /** A row of a job that never ran or hasn't ended. */
    record Skipped(long line, @Nullable String id) implements HistoryRow {}

    /** A row that is readable but can't be counted. */
    record Refused(long line, @Nullable String id, ProblemException problem) implements HistoryRow {

        static Refused at(long line, @Nullable String id, String field, String message) {
            return new Refused(line, id, problemAt(field, message));
        }
    }

    /**
     * A row that isn't readable.
     *
     * @param rows the lines that it takes up, if a quote in it has swallowed others
     */
    record Unreadable(long line, @Nullable String id, ProblemException problem, long rows) implements HistoryRow {

        static Unreadable because(long line, @Nullable String id, String detail) {
            return new Unreadable(line, id, invalid(detail), 1);
        }

        static Unreadable at(long line, @Nullable String id, String field, String message) {
            return new Unreadable(line, id, problemAt(field, message), 1);
        }
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID, detail);
    }

    private static ProblemException problemAt(String field, String message) {
        return new ProblemException(
                ProblemType.INVALID, "'" + field + "' " + message + ".", List.of(new FieldProblem(field, message)));
    }
}
