package io.drawdown.api;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;

/** A request that comes too soon after others. */
final class TooManyRequests extends ProblemException {

    private final long seconds;

    /** @param seconds after which it may come again */
    TooManyRequests(String why, long seconds) {
        super(ProblemType.TOO_MANY_REQUESTS, why + " Send the request again in " + seconds + (seconds == 1 ? " second." : " seconds."));
        this.seconds = seconds;
    }

    long seconds() {
        return seconds;
    }
}
