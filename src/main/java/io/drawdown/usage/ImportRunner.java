package io.drawdown.usage;

import io.drawdown.usage.event.EventKey;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.imports.RejectedRow;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.internal.UsageRepository;
import io.drawdown.usage.internal.imports.HistoryReader;
import io.drawdown.usage.internal.imports.ImportProgress;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.ImportSpool;
import io.drawdown.usage.internal.imports.RowMapping;
import io.drawdown.usage.internal.imports.UnreadableHistoryException;
import io.drawdown.usage.settlement.Settlement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs an import to its end, or resumes it. Rows are settled in batches in the order of the file. The progress is
 * saved in the transaction of each batch, so that no row is counted twice or lost if the import breaks off.
 */
@Component
class ImportRunner {

    private final ImportRepository repository;
    private final ImportSpool importSpool;
    private final EventReader eventReader;
    private final Settlement settlement;
    private final ImportDryRun dryRun;
    private final UsageRepository usageRepository;
    private final JsonMapper json;
    private final Clock clock;

    ImportRunner(
            ImportRepository repository,
            ImportSpool importSpool,
            EventReader eventReader,
            Settlement settlement,
            ImportDryRun dryRun,
            UsageRepository usageRepository,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.importSpool = importSpool;
        this.eventReader = eventReader;
        this.settlement = settlement;
        this.dryRun = dryRun;
        this.usageRepository = usageRepository;
        this.json = json;
        this.clock = clock;
    }

    /** Thrown when another server or thread runs the same import and has saved its progress first. */
    static final class ConcurrentImportException extends RuntimeException {}

    /** Imports until the end, or until it must stop between two batches. */
    void run(long id, BooleanSupplier stopping) {
        var stored = repository.find(id);
        if (stored.isEmpty()) {
            return;
        }
        var isRunning = stored.get().usageImport().state() == UsageImport.State.RUNNING;
        if (!isRunning || hasEnded(id, stored.get(), stopping)) {
            importSpool.delete(stored.get().file());
        }
    }

    /** Runs an import, and returns whether its file isn't needed any more. */
    private boolean hasEnded(long id, ImportRepository.StoredImport stored, BooleanSupplier stopping) {
        try {
            return importRows(id, stored, stopping);
        } catch (ConcurrentImportException overtaken) {
            if (repository
                    .find(id)
                    .filter(now -> now.usageImport().state() == UsageImport.State.RUNNING)
                    .isPresent()) {
                throw overtaken;
            }
            return true;
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
            if (storedImport.usageImport().dryRun()) {
                return dryRun.run(id, storedImport.usageImport(), mapping, historyReader, file, stopping);
            }
            var importProgress = toProgress(storedImport.usageImport());
            var settling = new ImportSettlement(settlement);
            skipRows(historyReader, importProgress.rowsRead());
            while (!stopping.getAsBoolean()) {
                var batch = new ImportBatch(
                        eventReader, json, sourceOf(storedImport.usageImport()), mapping, historyReader);
                if (batch.isEmpty()) {
                    repository.markDone(id, clock.instant());
                    return true;
                }
                if (importProgress.rowsRead() == 0) {
                    batch.requireReadable();
                }
                importProgress = settle(settling, id, batch, importProgress, file.position());
            }
            return false;
        } catch (NoSuchFileException gone) {
            repository.markFailed(id, ImportWatch.GONE_HERE, clock.instant());
            return true;
        } catch (UnreadableHistoryException unreadable) {
            repository.markFailed(id, String.valueOf(unreadable.getMessage()), clock.instant());
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ImportProgress settle(
            ImportSettlement settling, long id, ImportBatch batch, ImportProgress before, long position) {
        var after = new ImportProgress[1];
        settling.settle(batch.events(), batch.previousReadings(), results -> {
            after[0] = batch.progressAfter(before, results, position);
            if (!repository.advance(id, before.rowsRead(), after[0], clock.instant())) {
                throw new ConcurrentImportException();
            }
            repository.addEntries(id, findRanges(batch.events(), results));
            repository.addRejectedRows(id, batch.rejectedRows(results, RejectedRow.MOST - before.notTaken()));
        });
        return after[0];
    }

    /** Finds the entries of the records that a batch has written, the first and the last of each account. */
    private Collection<ImportRepository.EntryRange> findRanges(List<UsageEvent> events, List<EventResult> results) {
        var accepted = new ArrayList<EventKey>();
        for (var index = 0; index < events.size(); index++) {
            if (results.get(index).status() == EventResult.Status.ACCEPTED) {
                var event = events.get(index);
                accepted.add(new EventKey(event.account(), event.source(), event.id()));
            }
        }
        var ranges = new HashMap<String, ImportRepository.EntryRange>();
        usageRepository
                .findEvents(accepted)
                .forEach((key, event) -> ranges.merge(
                        key.account(),
                        new ImportRepository.EntryRange(key.account(), event.entry(), event.entry()),
                        (one, other) -> new ImportRepository.EntryRange(
                                one.account(),
                                Math.min(one.firstEntry(), other.firstEntry()),
                                Math.max(one.lastEntry(), other.lastEntry()))));
        return ranges.values();
    }

    /** Returns the source of an import's events. */
    static String sourceOf(UsageImport usageImport) {
        return "/imports/" + usageImport.name();
    }

    private static void skipRows(HistoryReader historyReader, long rows) throws IOException {
        for (var skipped = 0L; skipped < rows; ) {
            var row = historyReader.next();
            if (row == null) {
                throw new UnreadableHistoryException("The file is shorter than what was read of it before.");
            }
            skipped += row.rows();
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
}
