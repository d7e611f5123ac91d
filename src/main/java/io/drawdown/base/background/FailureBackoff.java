package io.drawdown.base.background;

import io.drawdown.base.database.OutageClassifier;
import org.slf4j.Logger;

/**
 * Tracks the failures of repeated work. Logs once when it begins to fail and once when it succeeds again, and returns
 * growing delays.
 */
public final class FailureBackoff {

    private static final int MAX_DELAY_SECONDS = 5;

    private final String workName;
    private final Logger log;
    private int consecutiveFailures;

    /**
     * Creates a tracker.
     *
     * @param workName the work, as the beginning of a sentence
     */
    public FailureBackoff(String workName, Logger log) {
        this.workName = workName;
        this.log = log;
    }

    /** Records a failure, and returns the seconds to wait before the next try: 1, 2, 4, then 5. */
    public int recordFailure(Throwable why) {
        if (++consecutiveFailures > 1) {
            log.debug("{} failed again", workName, why);
        } else if (OutageClassifier.isOutage(why)) {
            log.warn("{} failed and will be tried again: {}", workName, why.getMessage());
        } else {
            log.error("{} failed and will be tried again", workName, why);
        }
        return consecutiveFailures > 3 ? MAX_DELAY_SECONDS : 1 << (consecutiveFailures - 1);
    }

    /** Records a success. */
    public void recordSuccess() {
        if (consecutiveFailures > 0) {
            log.info("{} works again, after {} failures in a row", workName, consecutiveFailures);
            consecutiveFailures = 0;
        }
    }
}
