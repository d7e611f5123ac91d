package io.drawdown.base.limit;

import io.drawdown.base.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Limits how many operations of each owner run at once, so that one owner doesn't take all resources. Further
 * operations of the owner wait in order.
 */
public final class BoundedLanes {

    private final int maxConcurrent;
    private final int maxUnderWay;
    private final Duration maxWait;
    private final Supplier<ProblemException> tooMany;
    private final Supplier<ProblemException> tooLong;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * Creates lanes in which any number of operations may wait.
     *
     * @param maxConcurrent how many operations of an owner run at once
     * @param maxWait how long an operation waits before it is refused
     * @param tooLong creates the exception for operations that have waited too long
     */
    public BoundedLanes(int maxConcurrent, Duration maxWait, Supplier<ProblemException> tooLong) {
        this(maxConcurrent, Integer.MAX_VALUE, maxWait, tooLong, tooLong);
    }

    /**
     * Creates lanes.
     *
     * @param maxConcurrent how many operations of an owner run at once
     * @param maxUnderWay how many operations of an owner run or wait; more are refused
     * @param maxWait how long an operation waits before it is refused
     * @param tooMany creates the exception for operations beyond the maximum
     * @param tooLong creates the exception for operations that have waited too long
     */
    public BoundedLanes(
            int maxConcurrent,
            int maxUnderWay,
            Duration maxWait,
            Supplier<ProblemException> tooMany,
            Supplier<ProblemException> tooLong) {
        this.maxConcurrent = maxConcurrent;
        this.maxUnderWay = maxUnderWay;
        this.maxWait = maxWait;
        this.tooMany = tooMany;
        this.tooLong = tooLong;
    }

    private static final class Lane {

        private final Semaphore free;
        private final AtomicInteger underWay = new AtomicInteger();

        private Lane(int maxConcurrent) {
            free = new Semaphore(maxConcurrent, true);
        }
    }

    /** A place in a lane, which is held until it is closed. */
    public final class Place implements AutoCloseable {

        private final String owner;
        private final Lane lane;

        private Place(String owner, Lane lane) {
            this.owner = owner;
            this.lane = lane;
        }

        /** Whether further operations of the owner wait. */
        public boolean isAwaited() {
            return lane.underWay.get() > maxConcurrent;
        }

        @Override
        public void close() {
            lane.free.release();
            leave(owner);
        }
    }

    /**
     * Waits for a place in the owner's lane.
     *
     * @throws ProblemException if too many operations are under way, or no place becomes free in time
     */
    public Place enter(String owner) {
        var lane = join(owner);
        var entered = false;
        try {
            entered = lane.free.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            leave(owner);
            throw tooLong.get();
        }
        return new Place(owner, lane);
    }

    private Lane join(String owner) {
        return lanes.compute(owner, (same, found) -> {
            var lane = found == null ? new Lane(maxConcurrent) : found;
            if (lane.underWay.get() >= maxUnderWay) {
                throw tooMany.get();
            }
            lane.underWay.incrementAndGet();
            return lane;
        });
    }

    private void leave(String owner) {
        lanes.computeIfPresent(owner, (same, lane) -> lane.underWay.decrementAndGet() == 0 ? null : lane);
    }
}
