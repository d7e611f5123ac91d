package io.drawdown.base.spool;

import io.drawdown.base.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many operations of each owner run at once, so that one owner doesn't take all resources. Further
 * operations of the owner wait in order.
 */
public final class BoundedLanes {

    private final int atOnce;
    private final Duration longestWait;
    private final Supplier<ProblemException> refusal;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * Creates lanes.
     *
     * @param atOnce how many operations of an owner run at once
     * @param refusal creates the exception for operations that have waited too long
     */
    public BoundedLanes(int atOnce, Duration longestWait, Supplier<ProblemException> refusal) {
        this.atOnce = atOnce;
        this.longestWait = longestWait;
        this.refusal = refusal;
    }

    /** A place in a lane, which is held until it is closed. */
    public interface Place extends AutoCloseable {

        @Override
        void close();
    }

    private static final class Lane {

        private final Semaphore free;
        private int users;

        private Lane(int atOnce) {
            free = new Semaphore(atOnce, true);
        }
    }

    /**
     * Waits for a place in the owner's lane.
     *
     * @throws ProblemException if none becomes free in time
     */
    public Place enter(String owner) {
        var lane = lanes.compute(owner, (same, found) -> {
            var joined = found == null ? new Lane(atOnce) : found;
            joined.users++;
            return joined;
        });
        var entered = false;
        try {
            entered = lane.free.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            leave(owner);
            throw refusal.get();
        }
        return () -> {
            lane.free.release();
            leave(owner);
        };
    }

    private void leave(String owner) {
        lanes.computeIfPresent(owner, (same, lane) -> --lane.users == 0 ? null : lane);
    }
}
