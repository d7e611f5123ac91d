package io.drawdown.base.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How often each of many may come: a bucket of tokens for each, refilled at an even rate. One that has been left alone until it
 * was full again is forgotten, and so are some when there are too many.
 */
public final class RateLimitBuckets {

    private static final long MAX_BUCKETS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int size;
    private final int refill;
    private final Duration period;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    /** Buckets of a size, refilled with so many tokens a minute. */
    public RateLimitBuckets(int perMinute, int size, Clock clock) {
        this(size, perMinute, MINUTE, clock);
    }

    /** Buckets of a size, refilled with so many tokens in each period. */
    public RateLimitBuckets(int size, int refill, Duration period, Clock clock) {
        this.size = size;
        this.refill = refill;
        this.period = period;
        time = new ClockTimeMeter(clock);
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(period.multipliedBy(size).dividedBy(refill).plus(MINUTE))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Whether somebody has come lately. */
    public boolean isTracked(String who) {
        return buckets.getIfPresent(who) != null;
    }

    /** Lets somebody come once, now; gives 0, or else the seconds after which they may. */
    public long take(String who) {
        var taken = bucketOf(who).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed()
                ? 0
                : Math.max(1, Math.ceilDiv(taken.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1)));
    }

    /** Takes back that somebody has come once. */
    public void refund(String who) {
        bucketOf(who).addTokens(1);
    }

    /** Forgets somebody, as if they had never come. */
    public void forget(String who) {
        buckets.invalidate(who);
    }

    private Bucket bucketOf(String who) {
        return buckets.get(
                who,
                fresh -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(size).refillGreedy(refill, period))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private record ClockTimeMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return Math.addExact(TimeUnit.SECONDS.toNanos(now.getEpochSecond()), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
