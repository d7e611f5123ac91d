package io.drawdown.notification.internal;

import java.time.Instant;
import java.util.Objects;

/** Thrown when a message may not be sent yet, because a limit on recent messages is reached. */
public class HeldBackException extends Exception {

    private final Instant retryAt;

    public HeldBackException(String reason, Instant retryAt) {
        super(reason);
        this.retryAt = retryAt;
    }

    public String reason() {
        return Objects.requireNonNull(getMessage());
    }

    public Instant retryAt() {
        return retryAt;
    }
}
