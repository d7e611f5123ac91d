package io.drawdown.usage;

import io.drawdown.base.Failures;
import io.drawdown.base.Unavailable;
import io.drawdown.usage.internal.imports.ImportTable;
import io.drawdown.usage.internal.imports.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs this server's imports, one after the other. When it starts it goes on with those that were running and whose files
 * this server has; when it stops it does so between two batches.
 */
@Component
class ImportWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final long SECONDS_TO_STOP = 20;

    private final ImportRunner runner;
    private final ImportTable table;
    private final Spool spool;
    private final Failures failures = new Failures("Importing", LOG);
    private volatile boolean stopping = true;
    private volatile @Nullable ScheduledThreadPoolExecutor thread;

    ImportWorker(ImportRunner runner, ImportTable table, Spool spool) {
        this.runner = runner;
        this.table = table;
        this.spool = spool;
    }

    /** Runs an import once those before it have ended. While the worker stands still, it waits for the next start. */
    void add(long id) {
        add(id, 0);
    }

    @Override
    public synchronized void start() {
        stopping = false;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("imports").factory(), new ScheduledThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var running = table.running();
        try {
            spool.deleteAbandoned(running.stream().map(ImportTable.Job::file).collect(Collectors.toSet()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        running.stream()
                .filter(job -> spool.has(job.file()))
                .forEach(job -> add(Long.parseLong(job.state().id())));
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                LOG.warn(
                        "An import has not come to the end of its batch; it goes on with that batch after the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run(long id) {
        try {
            runner.run(id, () -> stopping);
            failures.succeeded();
        } catch (ImportRunner.OvertakenException elsewhere) {
            LOG.info("Import {} is being run elsewhere", id);
        } catch (RuntimeException broken) {
            if (Unavailable.is(broken)) {
                add(id, failures.failed(broken));
            } else if (!stopping) {
                LOG.error("Import {} failed", id, broken);
                runner.fail(
                        id,
                        "The program failed in a way that it shouldn't, and its log says how. What was read counts; it is "
                                + "safe to import the file again.");
            }
        }
    }

    private void add(long id, long secondsFromNow) {
        var running = thread;
        if (running != null) {
            running.schedule(() -> run(id), secondsFromNow, TimeUnit.SECONDS);
        }
    }
}
