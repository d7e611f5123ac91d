package io.drawdown.account;

import java.time.Instant;
import org.springframework.security.core.AuthenticationException;

/** Signing in is refused for a while, whoever it is and whatever the password, because it has failed too often. */
public class TooManyAttempts extends AuthenticationException {

    private final Instant until;

    TooManyAttempts(Instant until) {
        super("Signing in has failed too often");
        this.until = until;
    }

    /** From when on it may be tried again. */
    public Instant until() {
        return until;
    }
}
