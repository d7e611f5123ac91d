package io.drawdown.notification.internal;

/** A message that the other side didn't accept, this time. */
public class UndeliverableException extends Exception {

    /** @param reason what happened, in words that an admin can act on; what other servers say in it is put on one line */
    public UndeliverableException(String reason) {
        super(reason.replaceAll("\\s+", " ").strip());
    }

    public String reason() {
        return getMessage();
    }
}
