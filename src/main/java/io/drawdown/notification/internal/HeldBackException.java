package io.drawdown.notification.internal;

import java.time.Instant;

/** Says that a message may not leave yet, because others have left lately. */
public class HeldBackException extends Exception {

    private final Instant retryAt;

    public HeldBackException(String reason, Instant until) {
        super(reason);
        this.retryAt = until;
    }

    public String reason() {
        return getMessage();
    }

    public Instant retryAt() {
        return retryAt;
    }
}
