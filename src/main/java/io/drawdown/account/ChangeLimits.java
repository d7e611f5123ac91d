package io.drawdown.account;

import io.drawdown.base.Buckets;
import io.drawdown.base.TooManyRequests;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Limits how often an account's customers change something of it. The account is what is counted, so more users, sessions and
 * keys don't raise the limit. Each server counts by itself.
 */
@Component
class ChangeLimits {

    private final Buckets changes;
    private final Buckets marks;
    private final String ofChanges;
    private final String ofMarks;

    ChangeLimits(ChangeLimitProperties limits, Clock clock) {
        changes = new Buckets(limits.changesPerMinute(), limits.changesAtOnce(), clock);
        marks = new Buckets(limits.marksPerMinute(), limits.marksPerMinute(), clock);
        ofChanges =
                "An account's users and keys may together make %,d changes a minute here, and %,d at once; those of this account have made more."
                        .formatted(limits.changesPerMinute(), limits.changesAtOnce());
        ofMarks =
                "An account's users and keys may together mark notifications as read %,d times a minute here; those of this account have done so more often."
                        .formatted(limits.marksPerMinute());
    }

    /** Counts a change. @throws TooManyRequests if it comes too soon */
    void countChange(String account) {
        count(changes, account, ofChanges);
    }

    /** Counts that notifications are marked as read. @throws TooManyRequests if it comes too soon */
    void countMark(String account) {
        count(marks, account, ofMarks);
    }

    private static void count(Buckets buckets, String account, String why) {
        var seconds = buckets.take(account);
        if (seconds > 0) {
            throw new TooManyRequests(why, seconds);
        }
    }
}
