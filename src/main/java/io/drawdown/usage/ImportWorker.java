package io.drawdown.usage;

import io.drawdown.base.background.FailureBackoff;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.ImportSpool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private static final long STOP_TIMEOUT_SECONDS = 20;

    private final ImportRunner runner;
    private final ImportRepository repository;
    private final ImportSpool importSpool;
    private final FailureBackoff failureBackoff = new FailureBackoff("Importing", LOG);
    private volatile boolean stopping = true;
    private volatile @Nullable ScheduledThreadPoolExecutor executor;

    ImportWorker(ImportRunner runner, ImportRepository repository, ImportSpool importSpool) {
        this.runner = runner;
        this.repository = repository;
        this.importSpool = importSpool;
    }

    /** Queues an import behind the earlier ones. While the worker is stopped, the import waits for the next start. */
    void enqueue(long id) {
        enqueue(id, 0);
    }

    @Override
    public synchronized void start() {
        stopping = false;
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("imports").factory(), new ThreadPoolExecutor.DiscardPolicy());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
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
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        if (executor == null) {
            return;
        }
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "An import has not come to the end of its batch; it goes on with that batch after the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        executor = null;
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    private void run(long id) {
        try {
            runner.run(id, () -> stopping);
            failureBackoff.recordSuccess();
        } catch (ImportRunner.ConcurrentImportException elsewhere) {
            LOG.info("Import {} is being run elsewhere", id);
        } catch (RuntimeException broken) {
            if (OutageClassifier.isOutage(broken)) {
                enqueue(id, failureBackoff.recordFailure(broken));
            } else if (!stopping) {
                LOG.error("Import {} failed", id, broken);
                runner.fail(
                        id,
                        "The program failed in a way that it shouldn't, and its log says how. What was read counts; it is "
                                + "safe to import the file again.");
            }
        }
    }

    private void enqueue(long id, long secondsFromNow) {
        var running = executor;
        if (running != null) {
            var _ = running.schedule(() -> run(id), secondsFromNow, TimeUnit.SECONDS);
        }
    }
}
