package io.drawdown.account;

import java.time.Instant;
import org.springframework.security.core.AuthenticationException;

/** Signing in is refused for a while, whoever it is and whatever the password, because it has failed too often. */
public class TooManySignInAttemptsException extends AuthenticationException {

    private final Instant retryAt;

    TooManySignInAttemptsException(Instant until) {
        super("Signing in has failed too often");
        this.retryAt = until;
    }

    /** From when on it may be tried again. */
    public Instant retryAt() {
        return retryAt;
    }
}
