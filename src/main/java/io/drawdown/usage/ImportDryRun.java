package io.drawdown.usage;

import io.drawdown.account.Accounts;
import io.drawdown.base.ProblemException;
import io.drawdown.quota.Ledger;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.imports.RejectedRow;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.internal.imports.HistoryReader;
import io.drawdown.usage.internal.imports.ImportProgress;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.ImportSettings;
import io.drawdown.usage.internal.imports.ImportSpool;
import io.drawdown.usage.internal.imports.RowMapping;
import io.drawdown.usage.settlement.Settlement;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what an import would record. It settles the first rows in one transaction that is rolled back, so that its
 * figures are those of the import itself. The rows are bounded, because their accounts are locked meanwhile.
 */
@Component
class ImportDryRun {

    private final ImportRepository repository;
    private final EventReader eventReader;
    private final Settlement settlement;
    private final Ledger ledger;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final ImportSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    ImportDryRun(
            ImportRepository repository,
            EventReader eventReader,
            Settlement settlement,
            Ledger ledger,
            Accounts accounts,
            TransactionTemplate transaction,
            ImportSettings settings,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.eventReader = eventReader;
        this.settlement = settlement;
        this.ledger = ledger;
        this.accounts = accounts;
        this.transaction = transaction;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    private record Result(
            ImportProgress progress,
            List<RejectedRow> rejectedRows,
            List<UsageImport.AccountOutcome> accounts,
            boolean complete) {}

    /** Runs a dry run, and returns whether it has ended: false if it was stopped, so that it starts again later. */
    boolean run(
            long id,
            UsageImport dryRun,
            RowMapping mapping,
            HistoryReader historyReader,
            ImportSpool.OpenFile file,
            BooleanSupplier stopping)
            throws IOException {
        var source = ImportRunner.sourceOf(dryRun);
        var batches = new ArrayList<ImportBatch>();
        var isAtEnd = false;
        for (var rows = 0L; !isAtEnd && rows < settings.dryRunRows() && !stopping.getAsBoolean(); ) {
            var batch = new ImportBatch(eventReader, json, source, mapping, historyReader);
            if (batches.isEmpty() && !batch.isEmpty()) {
                batch.requireReadable();
            }
            isAtEnd = batch.isEmpty();
            rows += batch.rowsRead();
            batches.add(batch);
        }
        if (stopping.getAsBoolean()) {
            return false;
        }
        var position = isAtEnd ? dryRun.bytesTotal() : file.position();
        var wholeFile = isAtEnd;
        Result result;
        try {
            result = Objects.requireNonNull(transaction.execute(status -> {
                status.setRollbackOnly();
                return settle(batches, source, position, wholeFile);
            }));
        } catch (ProblemException heldUp) {
            repository.markFailed(id, heldUp.detail(), clock.instant());
            return true;
        }
        transaction.executeWithoutResult(status -> save(id, result));
        return true;
    }

    private void save(long id, Result result) {
        var outcome = new UsageImport.Outcome(result.complete(), result.accounts());
        if (repository.saveOutcome(id, result.progress(), outcome, clock.instant())) {
            repository.addRejectedRows(id, result.rejectedRows());
        }
    }

    private Result settle(List<ImportBatch> batches, String source, long position, boolean wholeFile) {
        var codes = new TreeSet<String>();
        batches.forEach(
                batch -> batch.events().stream().map(UsageEvent::account).forEach(codes::add));
        var known = new TreeMap<>(accounts.findAll(codes));
        ledger.lock(known.keySet());
        var before = repository.findLastEntries(known.keySet());
        var until = clock.instant().plus(settings.dryRunTime());
        var progress = new ImportProgress(0, 0, 0, 0, 0, 0, 0, List.of());
        var rejectedRows = new ArrayList<RejectedRow>();
        var complete = wholeFile;
        for (var batch : batches) {
            if (clock.instant().isAfter(until)) {
                complete = false;
                break;
            }
            var sofar = progress;
            var after = new ImportProgress[1];
            settlement.settle(batch.events(), batch.previousReadings(), results -> {
                after[0] = batch.progressAfter(sofar, results, position);
                rejectedRows.addAll(batch.rejectedRows(results, RejectedRow.MOST - rejectedRows.size()));
            });
            progress = after[0];
        }
        return new Result(progress, rejectedRows, sum(before, source), complete);
    }

    private List<UsageImport.AccountOutcome> sum(SortedMap<String, Long> before, String source) {
        return before.entrySet().stream()
                .map(last -> repository.sumRecorded(
                        last.getKey(),
                        last.getValue(),
                        source,
                        accounts.current(last.getKey()).currency()))
                .filter(outcome -> outcome.usageRecords() > 0)
                .toList();
    }
}
