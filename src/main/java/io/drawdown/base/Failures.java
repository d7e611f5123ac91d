package io.drawdown.base;

import org.slf4j.Logger;

/**
 * The failures of work that is done again and again: one line in the log when it begins to fail and one when it succeeds again,
 * however often it fails between, and delays that grow.
 */
public final class Failures {

    private static final int LONGEST_DELAY = 5;

    private final String what;
    private final Logger log;
    private int inARow;

    /** @param what the work, as the beginning of a sentence */
    public Failures(String what, Logger log) {
        this.what = what;
        this.log = log;
    }

    /** Notes a failure; gives the seconds after which to try again: 1, 2, 4, then 5. */
    public int failed(Throwable why) {
        if (++inARow > 1) {
            log.debug("{} failed again", what, why);
        } else if (Unavailable.is(why)) {
            log.warn("{} failed and will be tried again: {}", what, why.getMessage());
        } else {
            log.error("{} failed and will be tried again", what, why);
        }
        return inARow > 3 ? LONGEST_DELAY : 1 << inARow - 1;
    }

    /** Notes that it succeeded. */
    public void succeeded() {
        if (inARow > 0) {
            log.info("{} works again, after {} failures in a row", what, inARow);
            inARow = 0;
        }
    }
}
