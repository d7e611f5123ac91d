package io.drawdown.base;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Something that is done every second in a thread of its own, from the program's start to its end. */
public abstract class EverySecond implements SmartLifecycle {

    /** The property that switches background work off, as tests do. */
    public static final String ENABLED = "${drawdown.background.enabled:true}";

    private static final Logger LOG = LoggerFactory.getLogger(EverySecond.class);

    private final String name;
    private final boolean enabled;
    private @Nullable ScheduledExecutorService thread;

    /** Something of this name, begun at the program's start if it is enabled. */
    protected EverySecond(String name, boolean enabled) {
        this.name = name;
        this.enabled = enabled;
    }

    /** Does it once. What it throws is logged, and it is done again a second later. */
    protected abstract void run();

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).factory());
            thread.scheduleWithFixedDelay(this::runSafely, 0, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void runSafely() {
        try {
            run();
        } catch (RuntimeException passing) {
            LOG.warn("{} failed and will be tried again: {}", name, passing.getMessage());
        }
    }
}
