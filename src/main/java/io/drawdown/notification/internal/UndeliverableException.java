package io.drawdown.notification.internal;

import java.time.Duration;
import java.util.Objects;

/** Thrown when the receiver didn't accept a message in this attempt. */
public class UndeliverableException extends Exception {

    private final Duration leastDelay;
    private final boolean isFinal;

    /**
     * Creates the exception for an attempt that is worth repeating.
     *
     * @param reason what happened, in words that an admin can act on; text from other servers is put on one line
     */
    public UndeliverableException(String reason) {
        this(reason, Duration.ZERO, false);
    }

    private UndeliverableException(String reason, Duration leastDelay, boolean isFinal) {
        super(reason.replaceAll("\\s+", " ").strip());
        this.leastDelay = leastDelay;
        this.isFinal = isFinal;
    }

    /** Returns the exception for a receiver that asks to be left alone for a time. */
    public static UndeliverableException retryAfter(String reason, Duration wait) {
        return new UndeliverableException(reason, wait, false);
    }

    /** Returns the exception for a receiver that wants no further attempt. */
    public static UndeliverableException gone(String reason) {
        return new UndeliverableException(reason, Duration.ZERO, true);
    }

    /** Returns how long the receiver asks to wait before the next attempt; zero if it doesn't. */
    public Duration leastDelay() {
        return leastDelay;
    }

    /** Whether the receiver wants no further attempt. */
    public boolean isFinal() {
        return isFinal;
    }

    public String reason() {
        return Objects.requireNonNull(getMessage());
    }
}
