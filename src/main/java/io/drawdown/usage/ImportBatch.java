package io.drawdown.usage;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.imports.RejectedRow;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.internal.imports.HistoryReader;
import io.drawdown.usage.internal.imports.HistoryRow;
import io.drawdown.usage.internal.imports.ImportProgress;
import io.drawdown.usage.internal.imports.RowMapping;
import io.drawdown.usage.internal.imports.UnreadableHistoryException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of a file that are settled together. */
final class ImportBatch {

    private static final int BATCH_ROWS = 1000;
    private static final int MAX_PROBLEMS = 20;
    private static final int ROWS_CHECKED_FIRST = 100;
    private static final int MAX_ID_LENGTH = 255;
    private static final Set<String> MAPPED_FIELDS = Arrays.stream(RowMapping.Target.values())
            .map(target -> "data." + target.field())
            .collect(Collectors.toSet());
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final EventReader eventReader;
    private final JsonMapper json;

    private final String source;
    private final RowMapping mapping;
    private final List<Row> rows = new ArrayList<>(BATCH_ROWS);
    private final List<UsageEvent> events = new ArrayList<>(BATCH_ROWS);
    private final Map<UsageEvent, HistoryRow.Interval> previousReadings = new HashMap<>();

    /** The outcome of reading a row. */
    private enum RowOutcome {
        EVENT,
        SKIPPED,
        /** The row is readable but can't be counted. */
        REFUSED,
        UNREADABLE
    }

    /** A row of the batch: skipped, with a problem of its own, or the next of the batch's events. */
    private record Row(
            long line,
            @Nullable String id,
            RowOutcome outcome,
            @Nullable Problem problem,
            long rows) {

        static Row refused(HistoryRow row, ProblemException problem) {
            return new Row(row.line(), row.id(), RowOutcome.REFUSED, Problem.of(problem), row.rows());
        }

        static Row unreadable(HistoryRow row, ProblemException problem) {
            return new Row(row.line(), row.id(), RowOutcome.UNREADABLE, Problem.of(problem), row.rows());
        }

        static Row skipped(HistoryRow row) {
            return new Row(row.line(), row.id(), RowOutcome.SKIPPED, null, row.rows());
        }
    }

    /** Reads the next rows of a file; none at its end. */
    ImportBatch(
            EventReader eventReader, JsonMapper json, String source, RowMapping mapping, HistoryReader historyReader)
            throws IOException {
        this.eventReader = eventReader;
        this.json = json;
        this.source = source;
        this.mapping = mapping;
        try {
            HistoryRow row;
            while (rows.size() < BATCH_ROWS && (row = historyReader.next()) != null) {
                rows.add(readRow(row));
            }
        } catch (UnreadableHistoryException broken) {
            if (rows.isEmpty()) {
                throw broken;
            } // else the rows before it are settled first, and the next batch throws it again
        }
    }

    private Row readRow(HistoryRow row) {
        return switch (row) {
            case HistoryRow.Skipped skipped -> Row.skipped(skipped);
            case HistoryRow.Refused refused -> Row.refused(refused, refused.problem());
            case HistoryRow.Unreadable unreadable -> Row.unreadable(unreadable, unreadable.problem());
            case HistoryRow.Job job -> readRow(job);
        };
    }

    private Row readRow(HistoryRow.Job job) {
        Optional<Map<RowMapping.Target, String>> mapped;
        try {
            mapped = mapping.map(job);
        } catch (ProblemException unmapped) {
            return Row.refused(job, unmapped);
        }
        return mapped.map(values -> readRow(job, values)).orElseGet(() -> Row.skipped(job));
    }

    private Row readRow(HistoryRow.Job job, Map<RowMapping.Target, String> mapped) {
        UsageEvent event;
        try {
            event = eventReader.readInternalUnchecked(toEvent(job, mapped));
        } catch (ProblemException problem) {
            return MAPPED_FIELDS.containsAll(
                            problem.errors().stream().map(FieldProblem::field).toList())
                    ? Row.refused(job, problem)
                    : Row.unreadable(job, problem);
        }
        try {
            events.add(eventReader.requirePossible(event));
        } catch (ProblemException impossible) {
            return Row.refused(job, impossible);
        }
        if (job.previousReading() != null) {
            previousReadings.put(event, job.previousReading());
        }
        return new Row(job.line(), job.id(), RowOutcome.EVENT, null, job.rows());
    }

    /** Builds the event that a program would have reported for the job, so that the same checks apply to both. */
    private JsonNode toEvent(HistoryRow.Job job, Map<RowMapping.Target, String> mapped) {
        var event = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", job.id())
                .put("source", source)
                .put("type", UsageEvent.Recorded.TYPE)
                .put("subject", job.job());
        var data = event.putObject("data");
        mapped.forEach((target, value) -> data.put(target.field(), value));
        if (NUMBER.matcher(job.nodes()).matches()) {
            data.put("nodes", new BigDecimal(job.nodes()));
        } else {
            data.put("nodes", job.nodes());
        }
        data.put("startedAt", job.startedAt()).put("endedAt", job.endedAt());
        return event;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    long rowsRead() {
        return rows.stream().mapToLong(Row::rows).sum();
    }

    /** Returns the events of the rows, in their order. */
    List<UsageEvent> events() {
        return events;
    }

    /** Returns when runs ran as earlier versions read it, if that differs. */
    Map<UsageEvent, HistoryRow.Interval> previousReadings() {
        return previousReadings;
    }

    /**
     * Refuses a file if none of its first rows can be read. Rows that the mapping skips and jobs that never ran
     * count as readable.
     */
    void requireReadable() {
        var first = rows.stream().limit(ROWS_CHECKED_FIRST).toList();
        if (first.size() == ROWS_CHECKED_FIRST
                && first.stream().allMatch(row -> row.outcome() == RowOutcome.UNREADABLE)) {
            throw new UnreadableHistoryException(
                    "None of the first " + ROWS_CHECKED_FIRST + " rows could be read, so nothing was "
                            + "imported. Check the format and the mapping. Line "
                            + first.getFirst().line() + ": "
                            + Objects.requireNonNull(first.getFirst().problem()).detail());
        }
    }

    ImportProgress progressAfter(ImportProgress before, List<EventResult> results, long position) {
        var settled = results.iterator();
        var counts = new EnumMap<EventResult.Status, Long>(EventResult.Status.class);
        var skipped = 0L;
        var problems = new ArrayList<>(before.firstProblems());
        for (var row : rows) {
            if (row.outcome() == RowOutcome.SKIPPED) {
                skipped += row.rows();
                continue;
            }
            var result = row.outcome() == RowOutcome.EVENT ? settled.next() : null;
            var status = result == null ? EventResult.Status.REJECTED : result.status();
            var problem = result == null ? row.problem() : result.problem();
            counts.merge(status, row.rows(), Long::sum);
            if (problem != null && problems.size() < MAX_PROBLEMS) {
                problems.add(new UsageImport.RowProblem(row.line(), shortened(row.id()), problem));
            }
        }
        return new ImportProgress(
                before.rowsRead() + rowsRead(),
                before.accepted() + counts.getOrDefault(EventResult.Status.ACCEPTED, 0L),
                before.duplicates() + counts.getOrDefault(EventResult.Status.DUPLICATE, 0L),
                before.conflicts() + counts.getOrDefault(EventResult.Status.CONFLICT, 0L),
                before.rejected() + counts.getOrDefault(EventResult.Status.REJECTED, 0L),
                before.skipped() + skipped,
                position,
                problems);
    }

    /**
     * Returns the rows that were rejected or are in conflict.
     *
     * @param most how many of them at most; may be negative
     */
    List<RejectedRow> rejectedRows(List<EventResult> results, long most) {
        var settled = results.iterator();
        var rejected = new ArrayList<RejectedRow>();
        for (var row : rows) {
            var result = row.outcome() == RowOutcome.EVENT ? settled.next() : null;
            var problem = result == null ? row.problem() : result.problem();
            if (problem != null && rejected.size() < most) {
                rejected.add(new RejectedRow(
                        row.line(),
                        row.id(),
                        result != null && result.status() == EventResult.Status.CONFLICT
                                ? RejectedRow.Result.CONFLICT
                                : RejectedRow.Result.REJECTED,
                        problem.type(),
                        problem.errors().isEmpty()
                                ? null
                                : problem.errors().getFirst().field(),
                        problem.detail()));
            }
        }
        return rejected;
    }

    private static @Nullable String shortened(@Nullable String id) {
        return id == null || id.length() <= MAX_ID_LENGTH ? id : id.substring(0, MAX_ID_LENGTH);
    }
}
