package io.drawdown.notification;

import java.time.Instant;

/** Says that a message may not leave yet, because others have left lately. */
class HeldBackException extends Exception {

    private final Instant until;

    HeldBackException(String reason, Instant until) {
        super(reason);
        this.until = until;
    }

    String reason() {
        return getMessage();
    }

    Instant until() {
        return until;
    }
}
