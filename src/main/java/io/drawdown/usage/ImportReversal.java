package io.drawdown.usage;

import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.settlement.Settlement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Takes imports back: voids their records batch by batch (R12). The progress is saved in the transaction of each batch.
 * Records that were voided before are left as they are, so that repeating it is safe.
 */
@Component
class ImportReversal {

    /** The source of the events that void an import's records. */
    static final String SOURCE = "urn:drawdown:take-back";

    private static final int BATCH_RECORDS = 1000;

    private final ImportRepository repository;
    private final Settlement settlement;
    private final Clock clock;

    ImportReversal(ImportRepository repository, Settlement settlement, Clock clock) {
        this.repository = repository;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Voids the records of an import until none is left, or until it must stop between two batches. */
    void run(long id, BooleanSupplier stopping) {
        var stored = repository.find(id);
        if (stored.isEmpty() || stored.get().usageImport().state() != UsageImport.State.TAKING_BACK) {
            return;
        }
        var takenBack = stored.get().usageImport();
        var source = ImportRunner.sourceOf(takenBack);
        var settling = new ImportSettlement(settlement);
        var done = takenBack.takenBack();
        var refused = 0L;
        var last = new ImportRepository.ImportedRecord("", -1, "");
        while (!stopping.getAsBoolean()) {
            var records = repository.findRecords(id, source, last.account(), last.entry(), BATCH_RECORDS);
            if (records.isEmpty()) {
                end(takenBack, id, refused);
                return;
            }
            var voided = voidRecords(settling, id, source, records, done);
            done += voided;
            refused += records.size() - voided;
            last = records.getLast();
        }
    }

    /** Marks an import as failed to be taken back. */
    void fail(long id, String why) {
        repository.endTakeBack(id, why, clock.instant());
    }

    private long voidRecords(
            ImportSettlement settling,
            long id,
            String source,
            List<ImportRepository.ImportedRecord> records,
            long before) {
        var events = records.stream()
                .<UsageEvent>map(record -> new UsageEvent.Voided(
                        record.account(), SOURCE, id + "/" + record.entry(), null, source, record.id()))
                .toList();
        var voided = new long[1];
        settling.settle(events, Map.of(), results -> {
            voided[0] = results.stream()
                    .filter(result -> result.status() != EventResult.Status.REJECTED
                            && result.status() != EventResult.Status.CONFLICT)
                    .count();
            if (!repository.advanceTakeBack(id, before, before + voided[0], clock.instant())) {
                throw new ImportRunner.ConcurrentImportException();
            }
        });
        return voided[0];
    }

    private void end(UsageImport takenBack, long id, long refused) {
        if (refused > 0) {
            fail(
                    id,
                    refused
                            + " of its records could not be taken back; rejected events say why. Mend the cause, and take "
                            + "the import back again: what is taken back stays so.");
            return;
        }
        repository.deleteRejected(ImportRunner.sourceOf(takenBack), takenBack.startedAt(), endOf(takenBack));
        repository.endTakeBack(id, null, clock.instant());
    }

    private Instant endOf(UsageImport takenBack) {
        return repository.findNextStart(takenBack.name(), takenBack.startedAt()).orElse(clock.instant());
    }
}
