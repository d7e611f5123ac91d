package io.drawdown.account;

import java.time.Instant;
import org.springframework.security.core.AuthenticationException;

/** Thrown when signing in is blocked for a while after too many failures, even with the right password. */
public class TooManySignInAttemptsException extends AuthenticationException {

    private final Instant retryAt;

    TooManySignInAttemptsException(Instant retryAt) {
        super("Signing in has failed too often");
        this.retryAt = retryAt;
    }

    /** Returns the earliest instant at which signing in can be tried again. */
    public Instant retryAt() {
        return retryAt;
    }
}
