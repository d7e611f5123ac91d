package io.drawdown.base.background;

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
public abstract class SecondTicker implements SmartLifecycle {

    /** The property that switches background work off, as tests do. */
    public static final String ENABLED_PROPERTY = "${drawdown.background.enabled:true}";

    private static final Logger LOG = LoggerFactory.getLogger(SecondTicker.class);

    private static final int STOP_TIMEOUT_SECONDS = 20;
    private static final int POLL_INTERVAL_MILLISECONDS = 100;

    /** So many looks at a clock that stands still, as those of tests do, and it is done all the same. */
    private static final int MAX_POLLS_PER_TICK = 15;

    private final String name;
    private final Clock clock;
    private final boolean enabled;
    private @Nullable Instant lastSecond;
    private int polls;
    private int pauseSeconds;
    private final FailureBackoff failureBackoff;
    private @Nullable ScheduledExecutorService executor;

    /** Something of this name, begun at the program's start if it is enabled. */
    protected SecondTicker(String name, Clock clock, boolean enabled) {
        this.name = name;
        this.clock = clock;
        this.enabled = enabled;
        failureBackoff = new FailureBackoff(name, LOG);
    }

    /** Does it once. What it throws is logged, and it is done again a second later, or some seconds later if it goes on failing. */
    protected abstract void run();

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public synchronized void start() {
        if (executor == null) {
            executor = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name(name).factory());
            executor.scheduleWithFixedDelay(this::pollClock, 0, POLL_INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits a while for what is being done; it isn't interrupted, because a database may take that for the end of its files. */
    @Override
    public synchronized void stop() {
        var running = executor;
        if (running == null) {
            return;
        }
        executor = null;
        running.shutdown();
        try {
            if (!running.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} has not come to an end within {} seconds", name, STOP_TIMEOUT_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }

    private void pollClock() {
        var second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        polls++;
        if (!second.equals(lastSecond) || polls == MAX_POLLS_PER_TICK) {
            lastSecond = second;
            polls = 0;
            tick();
        }
    }

    /** Lets a second pass: does it, unless it has failed and is to be left alone for some more. */
    void tick() {
        if (pauseSeconds > 0) {
            pauseSeconds--;
            return;
        }
        try {
            run();
            failureBackoff.recordSuccess();
        } catch (RuntimeException | Error failed) {
            pauseSeconds = failureBackoff.recordFailure(failed) - 1;
        }
    }
}
