package io.drawdown.base.background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    /** After this many polls the work runs even if the clock stands still, as clocks in tests do. */
    private static final int MAX_POLLS_PER_TICK = 15;

    private final Clock clock;
    private final boolean enabled;
    private @Nullable Instant lastSecond;
    private int polls;
    private int pauseSeconds;
    private final FailureBackoff failureBackoff;
    private final WorkerThread thread;
    private final AtomicBoolean isSoonScheduled = new AtomicBoolean();

    /** Creates work with a name, which starts with the program if it is enabled. */
    protected SecondTicker(String name, Clock clock, boolean enabled) {
        this.clock = clock;
        this.enabled = enabled;
        failureBackoff = new FailureBackoff(name, LOG);
        thread = new WorkerThread(name);
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
        if (!thread.isRunning()) {
            isSoonScheduled.set(false);
            thread.start();
            thread.schedule(this::pollClock, Duration.ZERO);
            thread.repeat(this::pollClock, POLL_INTERVAL);
        }
    }

    /** Waits a while for the running work, without interrupting it. */
    @Override
    public synchronized void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    /** Runs the work as soon as its thread is free, unless it is stopped or waits after a failure. */
    protected final void runSoon() {
        if (isSoonScheduled.compareAndSet(false, true) && !thread.schedule(this::runNow, Duration.ZERO)) {
            isSoonScheduled.set(false);
        }
    }

    private void runNow() {
        isSoonScheduled.set(false);
        if (pauseSeconds == 0) {
            tick();
        }
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
