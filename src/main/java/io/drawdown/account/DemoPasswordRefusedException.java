package io.drawdown.account;

import org.springframework.security.core.AuthenticationException;

/** Signing in is refused although the password is right, because everybody knows it: it is the demo's. */
public class DemoPasswordRefusedException extends AuthenticationException {

    DemoPasswordRefusedException() {
        super("The password is the demo's, which everybody knows");
    }
}
