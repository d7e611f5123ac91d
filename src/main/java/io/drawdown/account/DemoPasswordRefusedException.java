package io.drawdown.account;

import org.springframework.security.core.AuthenticationException;

/** Thrown when the demo's password is correct but not accepted, because it is public. */
public class DemoPasswordRefusedException extends AuthenticationException {

    DemoPasswordRefusedException() {
        super("The password is the demo's, which everybody knows");
    }
}
