package io.drawdown.base;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Something that is done every second in a thread of its own, from the program's start to its end: soon after the clock's second
 * has changed, so that what happens at a second is not done nearly a second late.
 */
public abstract class EverySecond implements SmartLifecycle {

    /** The property that switches background work off, as tests do. */
    public static final String ENABLED = "${drawdown.background.enabled:true}";

    private static final Logger LOG = LoggerFactory.getLogger(EverySecond.class);

    private static final int SECONDS_TO_STOP = 20;
    private static final int MILLISECONDS_BETWEEN_LOOKS = 100;

    /** So many looks at a clock that stands still, as those of tests do, and it is done all the same. */
    private static final int MOST_LOOKS = 15;

    private final String name;
    private final Clock clock;
    private final boolean enabled;
    private @Nullable Instant lastSecond;
    private int looks;
    private int secondsToPause;
    private final Failures failures;
    private @Nullable ScheduledExecutorService thread;

    /** Something of this name, begun at the program's start if it is enabled. */
    protected EverySecond(String name, Clock clock, boolean enabled) {
        this.name = name;
        this.clock = clock;
        this.enabled = enabled;
        failures = new Failures(name, LOG);
    }

    /** Does it once. What it throws is logged, and it is done again a second later, or some seconds later if it goes on failing. */
    protected abstract void run();

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name(name).factory());
            thread.scheduleWithFixedDelay(this::look, 0, MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits a while for what is being done; it isn't interrupted, because a database may take that for the end of its files. */
    @Override
    public synchronized void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.shutdown();
        try {
            if (!running.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                LOG.warn("{} has not come to an end within {} seconds", name, SECONDS_TO_STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void look() {
        var second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        looks++;
        if (!second.equals(lastSecond) || looks == MOST_LOOKS) {
            lastSecond = second;
            looks = 0;
            pass();
        }
    }

    /** Lets a second pass: does it, unless it has failed and is to be left alone for some more. */
    void pass() {
        if (secondsToPause > 0) {
            secondsToPause--;
            return;
        }
        try {
            run();
            failures.succeeded();
        } catch (RuntimeException | Error failed) {
            secondsToPause = failures.failed(failed) - 1;
        }
    }
}
