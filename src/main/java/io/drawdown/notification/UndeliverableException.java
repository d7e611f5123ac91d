package io.drawdown.notification;

/** A message that the other side didn't accept, this time. */
class UndeliverableException extends Exception {

    /** @param reason what happened, in words that an admin can act on; what other servers say in it is put on one line */
    UndeliverableException(String reason) {
        super(reason.replaceAll("\\s+", " ").strip());
    }

    String reason() {
        return getMessage();
    }
}
