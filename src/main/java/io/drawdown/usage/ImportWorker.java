package io.drawdown.usage;

import io.drawdown.base.background.FailureBackoff;
import io.drawdown.base.background.WorkerThread;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.ImportSpool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs this server's imports, one after the other. When it starts, it resumes the running imports whose files are on
 * this server. When it stops, it stops between two batches.
 */
@Component
class ImportWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

    private final ImportRunner runner;
    private final ImportReversal reversal;
    private final ImportRepository repository;
    private final ImportSpool importSpool;
    private final FailureBackoff failureBackoff = new FailureBackoff("Importing", LOG);
    private final WorkerThread thread = new WorkerThread("imports");

    ImportWorker(ImportRunner runner, ImportReversal reversal, ImportRepository repository, ImportSpool importSpool) {
        this.runner = runner;
        this.reversal = reversal;
        this.repository = repository;
        this.importSpool = importSpool;
    }

    /** Queues an import behind the earlier ones. While the worker is stopped, the import waits for the next start. */
    void enqueue(long id) {
        enqueue(id, Duration.ZERO);
    }

    @Override
    public synchronized void start() {
        thread.start();
        var running = repository.findRunning();
        try {
            importSpool.deleteAbandoned(
                    running.stream().map(ImportRepository.StoredImport::file).collect(Collectors.toSet()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        running.stream()
                .filter(storedImport -> importSpool.contains(storedImport.file()))
                .forEach(storedImport ->
                        enqueue(Long.parseLong(storedImport.usageImport().id())));
        repository.findTakingBack().forEach(this::enqueue);
    }

    @Override
    public synchronized void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    private void run(long id) {
        try {
            runner.run(id, () -> !thread.isRunning());
            reversal.run(id, () -> !thread.isRunning());
            failureBackoff.recordSuccess();
        } catch (ImportRunner.ConcurrentImportException elsewhere) {
            LOG.info("Import {} is being run elsewhere", id);
        } catch (RuntimeException broken) {
            if (OutageClassifier.isOutage(broken)) {
                enqueue(id, Duration.ofSeconds(failureBackoff.recordFailure(broken)));
            } else if (thread.isRunning()) {
                LOG.error("Import {} failed", id, broken);
                runner.fail(
                        id,
                        "An unexpected error occurred. The server's log has the details. What was read counts; it is "
                                + "safe to import the file again.");
                reversal.fail(
                        id,
                        "Taking it back has failed in a way that it shouldn't, and the log says how. What is taken"
                                + " back stays so; take it back again.");
            }
        }
    }

    private void enqueue(long id, Duration delay) {
        thread.schedule(() -> run(id), delay);
    }
}
