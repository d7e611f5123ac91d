package io.drawdown.account;

import io.drawdown.base.limit.RateLimitBuckets;
import io.drawdown.base.limit.TooManyRequestsException;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Limits how often an account's customers make changes. Changes are counted for the whole account, so that more
 * users, sessions or keys don't raise the limit. Each server counts separately.
 */
@Component
class ChangeLimits {

    private final RateLimitBuckets changes;
    private final RateLimitBuckets markReads;
    private final String changesRefusal;
    private final String markReadsRefusal;

    ChangeLimits(ChangeLimitProperties limits, Clock clock) {
        changes = new RateLimitBuckets(limits.changesPerMinute(), limits.changesAtOnce(), clock);
        markReads = new RateLimitBuckets(limits.marksPerMinute(), limits.marksPerMinute(), clock);
        changesRefusal =
                "An account's users and keys may together make %,d changes a minute here, and %,d at once; those of this account have made more."
                        .formatted(limits.changesPerMinute(), limits.changesAtOnce());
        markReadsRefusal =
                "An account's users and keys may together mark notifications as read %,d times a minute here; those of this account have done so more often."
                        .formatted(limits.marksPerMinute());
    }

    /**
     * Counts a change.
     *
     * @throws TooManyRequestsException if it comes too soon
     */
    void countChange(String account) {
        count(changes, account, changesRefusal);
    }

    /**
     * Counts a marking of notifications as read.
     *
     * @throws TooManyRequestsException if it comes too soon
     */
    void countMarkRead(String account) {
        count(markReads, account, markReadsRefusal);
    }

    private static void count(RateLimitBuckets rateLimitBuckets, String account, String why) {
        var seconds = rateLimitBuckets.take(account);
        if (seconds > 0) {
            throw new TooManyRequestsException(why, seconds);
        }
    }
}
