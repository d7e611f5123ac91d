package io.drawdown.base.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Token buckets that limit how often each key may do something. Tokens are refilled at an even rate. A bucket that
 * has had time to fill is forgotten, and so are some if there are too many.
 */
public final class RateLimitBuckets {

    private static final long MAX_BUCKETS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int size;
    private final int refill;
    private final Duration period;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    /** Creates buckets of a size that are refilled with {@code perMinute} tokens a minute. */
    public RateLimitBuckets(int perMinute, int size, Clock clock) {
        this(size, perMinute, MINUTE, clock);
    }

    /** Creates buckets of a size that are refilled with {@code refill} tokens in each period. */
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

    /** Whether the key has a bucket, that is, took a token recently. */
    public boolean isTracked(String who) {
        return buckets.getIfPresent(who) != null;
    }

    /** Takes a token of a key. Returns 0, or if none is left the seconds until the next one. */
    public long take(String who) {
        var taken = bucketOf(who).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed()
                ? 0
                : Math.max(1, Math.ceilDiv(taken.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1)));
    }

    /** Returns a token. */
    public void refund(String who) {
        bucketOf(who).addTokens(1);
    }

    /** Removes the key's bucket, as if it had never taken a token. */
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
