package io.drawdown.usage;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.usage.internal.imports.History;
import io.drawdown.usage.internal.imports.HistoryRow;
import io.drawdown.usage.internal.imports.ImportTable;
import io.drawdown.usage.internal.imports.Progress;
import io.drawdown.usage.internal.imports.RowMapping;
import io.drawdown.usage.internal.imports.Spool;
import io.drawdown.usage.internal.imports.UnreadableHistoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings an import to its end, or goes on with it: rows are settled in batches in the order of the file, and how far the
 * import has come is kept in the transaction of the batch, so that nothing is counted twice or lost however it breaks off.
 */
@Component
class ImportRunner {

    private static final int BATCH = 1000;
    private static final int MOST_PROBLEMS = 20;
    private static final int UNREADABLE_AT_FIRST = 100;
    private static final int LONGEST_ID = 255;
    private static final Set<String> MAPPED = Arrays.stream(RowMapping.Target.values())
            .map(target -> "data." + target.field())
            .collect(Collectors.toSet());
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final ImportTable table;
    private final Spool spool;
    private final EventReader events;
    private final Settlement settlement;
    private final JsonMapper json;
    private final Clock clock;

    ImportRunner(
            ImportTable table, Spool spool, EventReader events, Settlement settlement, JsonMapper json, Clock clock) {
        this.table = table;
        this.spool = spool;
        this.events = events;
        this.settlement = settlement;
        this.json = json;
        this.clock = clock;
    }

    /** Another server, or another thread of this one, is at the same import and was faster. */
    static final class OvertakenException extends RuntimeException {}

    /** Imports until the end, or until it is told to stop between two batches. */
    void run(long id, BooleanSupplier stopping) {
        var job = table.find(id).filter(found -> found.state().state() == UsageImport.State.RUNNING);
        if (job.isPresent() && read(id, job.get(), stopping)) {
            spool.delete(job.get().file());
        }
    }

    /** Gives an import up. */
    void fail(long id, String why) {
        table.failed(id, why, clock.instant());
        table.find(id).ifPresent(job -> spool.delete(job.file()));
    }

    private boolean read(long id, ImportTable.Job job, BooleanSupplier stopping) {
        try (var file = spool.open(job.file())) {
            var mapping = RowMapping.read(job.mapping(), job.state().format(), json);
            var history = History.open(file.stream(), job.state().format(), mapping);
            var progress = progress(job.state());
            var settling = new ImportSettlement(settlement);
            skip(history, progress.read());
            while (!stopping.getAsBoolean()) {
                var batch = new Batch("/imports/" + job.state().name(), mapping, history);
                if (batch.rows.isEmpty()) {
                    table.done(id, clock.instant());
                    return true;
                }
                if (progress.read() == 0) {
                    batch.requireSense();
                }
                progress = settle(settling, id, batch, progress, file.position());
            }
            return false;
        } catch (UnreadableHistoryException unreadable) {
            table.failed(id, unreadable.getMessage(), clock.instant());
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Progress settle(ImportSettlement settling, long id, Batch batch, Progress before, long position) {
        var after = new Progress[1];
        settling.settle(batch.events, batch.readBefore, results -> {
            after[0] = batch.after(before, results, position);
            if (!table.advance(id, before.read(), after[0], clock.instant())) {
                throw new OvertakenException();
            }
        });
        return after[0];
    }

    private static void skip(History history, long rows) throws IOException {
        for (var row = 0L; row < rows; row++) {
            if (history.next() == null) {
                throw new UnreadableHistoryException("The file is shorter than what was read of it before.");
            }
        }
    }

    private static Progress progress(UsageImport state) {
        return new Progress(
                state.read(),
                state.accepted(),
                state.duplicates(),
                state.conflicts(),
                state.rejected(),
                state.skipped(),
                state.bytesRead(),
                state.firstProblems());
    }

    /** Rows that are settled together. */
    private final class Batch {

        private final String source;
        private final RowMapping mapping;
        private final List<Row> rows = new ArrayList<>(BATCH);
        private final List<UsageEvent> events = new ArrayList<>(BATCH);
        private final Map<UsageEvent, HistoryRow.Span> readBefore = new HashMap<>();

        /** What could be made of a row. */
        private enum Reading {
            EVENT,
            SKIPPED,
            /** It could be read, and can't be counted. */
            REFUSED,
            UNREADABLE
        }

        /** A row: skipped, with a problem of its own, or the next of the batch's events. */
        private record Row(
                long line,
                @Nullable String id,
                Reading reading,
                @Nullable Problem problem) {

            static Row refused(HistoryRow row, ProblemException problem) {
                return new Row(row.line(), row.id(), Reading.REFUSED, Problem.of(problem));
            }

            static Row unreadable(HistoryRow row, ProblemException problem) {
                return new Row(row.line(), row.id(), Reading.UNREADABLE, Problem.of(problem));
            }

            static Row skipped(HistoryRow row) {
                return new Row(row.line(), row.id(), Reading.SKIPPED, null);
            }
        }

        Batch(String source, RowMapping mapping, History history) throws IOException {
            this.source = source;
            this.mapping = mapping;
            while (rows.size() < BATCH && history.next() instanceof HistoryRow row) {
                rows.add(read(row));
            }
        }

        private Row read(HistoryRow row) {
            return switch (row) {
                case HistoryRow.Skipped skipped -> Row.skipped(skipped);
                case HistoryRow.Refused refused -> Row.refused(refused, refused.problem());
                case HistoryRow.Unreadable unreadable -> Row.unreadable(unreadable, unreadable.problem());
                case HistoryRow.Job job -> read(job);
            };
        }

        private Row read(HistoryRow.Job job) {
            Optional<Map<RowMapping.Target, String>> mapped;
            try {
                mapped = mapping.values(job);
            } catch (ProblemException unmapped) {
                return Row.refused(job, unmapped);
            }
            return mapped.map(values -> read(job, values)).orElseGet(() -> Row.skipped(job));
        }

        private Row read(HistoryRow.Job job, Map<RowMapping.Target, String> mapped) {
            UsageEvent event;
            try {
                event = ImportRunner.this.events.readOwnUnchecked(event(job, mapped));
            } catch (ProblemException problem) {
                return MAPPED.containsAll(problem.errors().stream()
                                .map(FieldProblem::field)
                                .toList())
                        ? Row.refused(job, problem)
                        : Row.unreadable(job, problem);
            }
            try {
                events.add(ImportRunner.this.events.checked(event));
            } catch (ProblemException impossible) {
                return Row.refused(job, impossible);
            }
            if (job.readBefore() != null) {
                readBefore.put(event, job.readBefore());
            }
            return new Row(job.line(), job.id(), Reading.EVENT, null);
        }

        /** The event that a program would have reported of the job, so that the same checks hold for both. */
        private JsonNode event(HistoryRow.Job job, Map<RowMapping.Target, String> mapped) {
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

        /** Refuses a file whose first rows all can't be read. Rows that are nobody's, or never ran, can be read. */
        void requireSense() {
            var first = rows.stream().limit(UNREADABLE_AT_FIRST).toList();
            if (first.size() == UNREADABLE_AT_FIRST
                    && first.stream().allMatch(row -> row.reading() == Reading.UNREADABLE)) {
                throw new UnreadableHistoryException(
                        "None of the first " + UNREADABLE_AT_FIRST + " rows could be read, so nothing was "
                                + "imported. Check the format and the mapping. Line "
                                + first.getFirst().line() + ": "
                                + first.getFirst().problem().detail());
            }
        }

        Progress after(Progress before, List<EventResult> results, long position) {
            var settled = results.iterator();
            var counts = new long[EventResult.Status.values().length];
            var skipped = 0L;
            var problems = new ArrayList<>(before.firstProblems());
            for (var row : rows) {
                if (row.reading() == Reading.SKIPPED) {
                    skipped++;
                    continue;
                }
                var result = row.reading() == Reading.EVENT ? settled.next() : null;
                var status = result == null ? EventResult.Status.REJECTED : result.status();
                var problem = result == null ? row.problem() : result.problem();
                counts[status.ordinal()]++;
                if (problem != null && problems.size() < MOST_PROBLEMS) {
                    problems.add(new UsageImport.RowProblem(row.line(), shortened(row.id()), problem));
                }
            }
            return new Progress(
                    before.read() + rows.size(),
                    before.accepted() + counts[EventResult.Status.ACCEPTED.ordinal()],
                    before.duplicates() + counts[EventResult.Status.DUPLICATE.ordinal()],
                    before.conflicts() + counts[EventResult.Status.CONFLICT.ordinal()],
                    before.rejected() + counts[EventResult.Status.REJECTED.ordinal()],
                    before.skipped() + skipped,
                    position,
                    problems);
        }

        private static @Nullable String shortened(@Nullable String id) {
            return id == null || id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
        }
    }
}
