package io.drawdown.notification.internal;

import java.util.Objects;

/** Thrown when the receiver didn't accept a message in this attempt. */
public class UndeliverableException extends Exception {

    /**
     * Creates the exception.
     *
     * @param reason what happened, in words that an admin can act on; text from other servers is put on one line
     */
    public UndeliverableException(String reason) {
        super(reason.replaceAll("\\s+", " ").strip());
    }

    public String reason() {
        return Objects.requireNonNull(getMessage());
    }
}
