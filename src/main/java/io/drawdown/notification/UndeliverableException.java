package io.drawdown.notification;

/** A message that the other side didn't accept, this time. */
class UndeliverableException extends Exception {

    /** @param reason what happened, in words that an admin can act on */
    UndeliverableException(String reason) {
        super(reason);
    }

    String reason() {
        return getMessage();
    }
}
