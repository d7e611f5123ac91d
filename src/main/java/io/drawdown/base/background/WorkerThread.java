package io.drawdown.base.background;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other in a thread of its own, between start and stop. Stopping waits a while for the
 * running task. It doesn't interrupt the task, because an interrupt can make an embedded database close its files.
 */
public final class WorkerThread {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final String name;
    private final Duration stopTimeout;
    private volatile @Nullable ScheduledThreadPoolExecutor executor;

    /** Creates a thread with a name, which isn't running yet. */
    public WorkerThread(String name) {
        this(name, STOP_TIMEOUT);
    }

    WorkerThread(String name, Duration stopTimeout) {
        this.name = name;
        this.stopTimeout = stopTimeout;
    }

    /** Starts the thread. Does nothing if it is running. */
    public synchronized void start() {
        if (executor == null) {
            var started = new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name(name).factory(), new ThreadPoolExecutor.DiscardPolicy());
            started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            executor = started;
        }
    }

    /**
     * Runs a task after a delay, behind the tasks that are due before it.
     *
     * @return false if the thread is stopped, so that the task won't run
     */
    public boolean schedule(Runnable task, Duration delay) {
        var running = executor;
        if (running == null) {
            return false;
        }
        var _ = running.schedule(() -> runLogged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return true;
    }

    /** Runs a task again and again until the thread is stopped, with a pause before each run. */
    public void repeat(Runnable task, Duration pause) {
        var running = executor;
        if (running != null) {
            var _ = running.scheduleWithFixedDelay(
                    () -> runLogged(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Stops the thread: drops the waiting tasks, and waits up to 20 seconds for the running one. */
    public synchronized void stop() {
        var running = executor;
        if (running == null) {
            return;
        }
        executor = null;
        running.getQueue().clear(); // a shutdown alone would still run those that are due
        running.shutdown();
        try {
            if (!running.awaitTermination(stopTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("{} has not come to an end within {} seconds", name, stopTimeout.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the thread is started and not stopped. A task that takes long can end early once it isn't. */
    public boolean isRunning() {
        return executor != null;
    }

    private void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("{} failed in a way that it shouldn't", name, failed);
        }
    }
}
