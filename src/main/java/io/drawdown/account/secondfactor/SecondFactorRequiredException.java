package io.drawdown.account.secondfactor;

import org.springframework.security.core.AuthenticationException;

/** The password was right, and the user has a second factor: a code is missing. */
public class SecondFactorRequiredException extends AuthenticationException {

    private final transient PendingSignIn pending;

    /** Creates the exception for a sign-in that a code continues. */
    public SecondFactorRequiredException(PendingSignIn pending) {
        super("A code is missing");
        this.pending = pending;
    }

    /** Returns the sign-in that a code continues. */
    public PendingSignIn pending() {
        return pending;
    }
}
