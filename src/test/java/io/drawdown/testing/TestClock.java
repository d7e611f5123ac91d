package io.drawdown.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it or lets it go; one for all tests of a context, so set it before relying on it. */
public final class TestClock extends Clock {

    /** Where the clock stands at first. */
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static final Clock REAL = Clock.tickSeconds(ZoneOffset.UTC);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private volatile boolean running;

    /** Moves the clock to an instant, forwards or back. */
    public void set(Instant instant) {
        running = false;
        now.set(instant);
    }

    /** Moves the clock on. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** Shows the real time from now on, until it is set. */
    public void run() {
        running = true;
    }

    @Override
    public Instant instant() {
        return running ? REAL.instant() : now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return ((InstantSource) this::instant).withZone(zone);
    }
}
