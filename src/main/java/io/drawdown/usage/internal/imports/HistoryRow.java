package io.drawdown.usage.internal.imports;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of a history, with the line of the file in which it ends. */
public sealed interface HistoryRow {

    long line();

    /** The row's own id, which is empty or null where it has none that can be read. */
    @Nullable
    String id();

    /**
     * A job that ran, in the words of the file: what is possible and what isn't is for the reader of events to say.
     *
     * @param previousReading when it ran by what earlier versions read, where they read another start; null otherwise
     * @param field what the row says in one of the history's fields
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

    /** When a job ran. */
    record Interval(Instant start, Instant end) {}

    /** A row of nothing that ran and ended. */
    record Skipped(long line, @Nullable String id) implements HistoryRow {}

    /** A row that can be understood, and that says what can't be. */
    record Refused(long line, @Nullable String id, ProblemException problem) implements HistoryRow {

        static Refused at(long line, @Nullable String id, String field, String message) {
            return new Refused(line, id, problemAt(field, message));
        }
    }

    /** A row that can't be understood. */
    record Unreadable(long line, @Nullable String id, ProblemException problem) implements HistoryRow {

        static Unreadable because(long line, @Nullable String id, String detail) {
            return new Unreadable(line, id, new ProblemException(ProblemType.INVALID, detail));
        }

        static Unreadable at(long line, @Nullable String id, String field, String message) {
            return new Unreadable(line, id, problemAt(field, message));
        }
    }

    private static ProblemException problemAt(String field, String message) {
        return new ProblemException(
                ProblemType.INVALID, "'" + field + "' " + message + ".", List.of(new FieldProblem(field, message)));
    }
}
