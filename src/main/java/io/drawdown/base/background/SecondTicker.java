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
 * Work that runs every second in its own thread while the program runs. It starts soon after the clock's second has
 * changed, so that what is due at a second isn't done almost a second late.
 */
public abstract class SecondTicker implements SmartLifecycle {

    /** The property that turns background work off, for example in tests. */
    public static final String ENABLED_PROPERTY = "${drawdown.background.enabled:true}";

    private static final Logger LOG = LoggerFactory.getLogger(SecondTicker.class);

    private static final int STOP_TIMEOUT_SECONDS = 20;
    private static final int POLL_INTERVAL_MILLISECONDS = 100;

    /** After this many polls the work runs even if the clock stands still, as clocks in tests do. */
    private static final int MAX_POLLS_PER_TICK = 15;

    private final String name;
    private final Clock clock;
    private final boolean enabled;
    private @Nullable Instant lastSecond;
    private int polls;
    private int pauseSeconds;
    private final FailureBackoff failureBackoff;
    private @Nullable ScheduledExecutorService executor;

    /** Creates work with a name, which starts with the program if it is enabled. */
    protected SecondTicker(String name, Clock clock, boolean enabled) {
        this.name = name;
        this.clock = clock;
        this.enabled = enabled;
        failureBackoff = new FailureBackoff(name, LOG);
    }

    /**
     * Does the work once. An exception is logged, and the work runs again a second later, or some seconds later if it
     * keeps failing.
     */
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
            var _ = executor.scheduleWithFixedDelay(
                    this::pollClock, 0, POLL_INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Waits a while for the running work. Doesn't interrupt it, because an interrupt can make an embedded database
     * close its files.
     */
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

    /** Runs the work, unless it has failed and its delay isn't over. */
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
