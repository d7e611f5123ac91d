package io.drawdown.usage;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.internal.imports.HistoryReader;
import io.drawdown.usage.internal.imports.HistoryRow;
import io.drawdown.usage.internal.imports.ImportProgress;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.ImportSpool;
import io.drawdown.usage.internal.imports.RowMapping;
import io.drawdown.usage.internal.imports.UnreadableHistoryException;
import io.drawdown.usage.settlement.Settlement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Runs an import to its end, or resumes it. Rows are settled in batches in the order of the file. The progress is
 * saved in the transaction of each batch, so that no row is counted twice or lost if the import breaks off.
 */
@Component
class ImportRunner {

    private static final int BATCH_ROWS = 1000;
    private static final int MAX_PROBLEMS = 20;
    private static final int ROWS_CHECKED_FIRST = 100;
    private static final int MAX_ID_LENGTH = 255;
    private static final Set<String> MAPPED_FIELDS = Arrays.stream(RowMapping.Target.values())
            .map(target -> "data." + target.field())
            .collect(Collectors.toSet());
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final ImportRepository repository;
    private final ImportSpool importSpool;
    private final EventReader eventReader;
    private final Settlement settlement;
    private final JsonMapper json;
    private final Clock clock;

    ImportRunner(
            ImportRepository repository,
            ImportSpool importSpool,
            EventReader eventReader,
            Settlement settlement,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.importSpool = importSpool;
        this.eventReader = eventReader;
        this.settlement = settlement;
        this.json = json;
        this.clock = clock;
    }

    /** Thrown when another server or thread runs the same import and has saved its progress first. */
    static final class ConcurrentImportException extends RuntimeException {}

    /** Imports until the end, or until it must stop between two batches. */
    void run(long id, BooleanSupplier stopping) {
        var job = repository.find(id).filter(found -> found.usageImport().state() == UsageImport.State.RUNNING);
        if (job.isPresent() && importRows(id, job.get(), stopping)) {
            importSpool.delete(job.get().file());
        }
    }

    /** Marks an import as failed. */
    void fail(long id, String why) {
        repository.markFailed(id, why, clock.instant());
        repository.find(id).ifPresent(storedImport -> importSpool.delete(storedImport.file()));
    }

    private boolean importRows(long id, ImportRepository.StoredImport storedImport, BooleanSupplier stopping) {
        try (var file = importSpool.open(storedImport.file())) {
            var mapping = RowMapping.read(
                    storedImport.mapping(), storedImport.usageImport().format(), json);
            var historyReader =
                    HistoryReader.open(file.stream(), storedImport.usageImport().format(), mapping);
            var importProgress = toProgress(storedImport.usageImport());
            var settling = new ImportSettlement(settlement);
            skipRows(historyReader, importProgress.rowsRead());
            while (!stopping.getAsBoolean()) {
                var batch = new Batch("/imports/" + storedImport.usageImport().name(), mapping, historyReader);
                if (batch.rows.isEmpty()) {
                    repository.markDone(id, clock.instant());
                    return true;
                }
                if (importProgress.rowsRead() == 0) {
                    batch.requireReadable();
                }
                importProgress = settle(settling, id, batch, importProgress, file.position());
            }
            return false;
        } catch (UnreadableHistoryException unreadable) {
            repository.markFailed(id, String.valueOf(unreadable.getMessage()), clock.instant());
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ImportProgress settle(
            ImportSettlement settling, long id, Batch batch, ImportProgress before, long position) {
        var after = new ImportProgress[1];
        settling.settle(batch.events, batch.previousReadings, results -> {
            after[0] = batch.progressAfter(before, results, position);
            if (!repository.advance(id, before.rowsRead(), after[0], clock.instant())) {
                throw new ConcurrentImportException();
            }
        });
        return after[0];
    }

    private static void skipRows(HistoryReader historyReader, long rows) throws IOException {
        for (var row = 0L; row < rows; row++) {
            if (historyReader.next() == null) {
                throw new UnreadableHistoryException("The file is shorter than what was read of it before.");
            }
        }
    }

    private static ImportProgress toProgress(UsageImport state) {
        return new ImportProgress(
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
                @Nullable Problem problem) {

            static Row refused(HistoryRow row, ProblemException problem) {
                return new Row(row.line(), row.id(), RowOutcome.REFUSED, Problem.of(problem));
            }

            static Row unreadable(HistoryRow row, ProblemException problem) {
                return new Row(row.line(), row.id(), RowOutcome.UNREADABLE, Problem.of(problem));
            }

            static Row skipped(HistoryRow row) {
                return new Row(row.line(), row.id(), RowOutcome.SKIPPED, null);
            }
        }

        Batch(String source, RowMapping mapping, HistoryReader historyReader) throws IOException {
            this.source = source;
            this.mapping = mapping;
            HistoryRow row;
            while (rows.size() < BATCH_ROWS && (row = historyReader.next()) != null) {
                rows.add(readRow(row));
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
                event = ImportRunner.this.eventReader.readInternalUnchecked(toEvent(job, mapped));
            } catch (ProblemException problem) {
                return MAPPED_FIELDS.containsAll(problem.errors().stream()
                                .map(FieldProblem::field)
                                .toList())
                        ? Row.refused(job, problem)
                        : Row.unreadable(job, problem);
            }
            try {
                events.add(ImportRunner.this.eventReader.requirePossible(event));
            } catch (ProblemException impossible) {
                return Row.refused(job, impossible);
            }
            if (job.previousReading() != null) {
                previousReadings.put(event, job.previousReading());
            }
            return new Row(job.line(), job.id(), RowOutcome.EVENT, null);
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

        /**
         * Refuses a file if none of its first rows can be read. Rows that the mapping skips and jobs that never ran
         * count as readable.
         */
        void requireReadable() {
            var first = rows.stream().limit(ROWS_CHECKED_FIRST).toList();
            if (first.size() == ROWS_CHECKED_FIRST
                    && first.stream().allMatch(row -> row.outcome() == RowOutcome.UNREADABLE)) {
                throw new UnreadableHistoryException("None of the first " + ROWS_CHECKED_FIRST
                        + " rows could be read, so nothing was "
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
                    skipped++;
                    continue;
                }
                var result = row.outcome() == RowOutcome.EVENT ? settled.next() : null;
                var status = result == null ? EventResult.Status.REJECTED : result.status();
                var problem = result == null ? row.problem() : result.problem();
                counts.merge(status, 1L, Long::sum);
                if (problem != null && problems.size() < MAX_PROBLEMS) {
                    problems.add(new UsageImport.RowProblem(row.line(), shortened(row.id()), problem));
                }
            }
            return new ImportProgress(
                    before.rowsRead() + rows.size(),
                    before.accepted() + counts.getOrDefault(EventResult.Status.ACCEPTED, 0L),
                    before.duplicates() + counts.getOrDefault(EventResult.Status.DUPLICATE, 0L),
                    before.conflicts() + counts.getOrDefault(EventResult.Status.CONFLICT, 0L),
                    before.rejected() + counts.getOrDefault(EventResult.Status.REJECTED, 0L),
                    before.skipped() + skipped,
                    position,
                    problems);
        }

        private static @Nullable String shortened(@Nullable String id) {
            return id == null || id.length() <= MAX_ID_LENGTH ? id : id.substring(0, MAX_ID_LENGTH);
        }
    }
}
