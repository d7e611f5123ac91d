package io.drawdown.base.limit;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;

/** Thrown when a request comes too soon after others. */
public final class TooManyRequestsException extends ProblemException {

    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_SECONDS = 3600;

    private final long retryAfterSeconds;

    /**
     * Creates a refusal.
     *
     * @param why what is limited, in a sentence
     * @param retryAfterSeconds the seconds to wait before the next try
     */
    public TooManyRequestsException(String why, long retryAfterSeconds) {
        super(ProblemType.TOO_MANY_REQUESTS, why + " Try again in " + formatDuration(retryAfterSeconds) + ".");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns the seconds to wait before the next try. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    private static String formatDuration(long seconds) {
        if (seconds <= 2 * MINUTE_SECONDS) {
            return seconds + (seconds == 1 ? " second" : " seconds");
        }
        return seconds <= 2 * HOUR_SECONDS
                ? Math.ceilDiv(seconds, MINUTE_SECONDS) + " minutes"
                : Math.ceilDiv(seconds, HOUR_SECONDS) + " hours";
    }
}
