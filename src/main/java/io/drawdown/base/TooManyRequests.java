package io.drawdown.base;

/** A request that comes too soon after others. */
public final class TooManyRequests extends ProblemException {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private final long seconds;

    /**
     * A refusal that says when to try again.
     *
     * @param why what is limited, in a sentence
     * @param seconds after which it may come again
     */
    public TooManyRequests(String why, long seconds) {
        super(ProblemType.TOO_MANY_REQUESTS, why + " Try again in " + inWords(seconds) + ".");
        this.seconds = seconds;
    }

    /** After how many seconds the request may come again. */
    public long seconds() {
        return seconds;
    }

    private static String inWords(long seconds) {
        if (seconds <= 2 * MINUTE) {
            return seconds + (seconds == 1 ? " second" : " seconds");
        }
        return seconds <= 2 * HOUR
                ? Math.ceilDiv(seconds, MINUTE) + " minutes"
                : Math.ceilDiv(seconds, HOUR) + " hours";
    }
}
