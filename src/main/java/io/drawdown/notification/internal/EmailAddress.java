package io.drawdown.notification.internal;

import java.util.Locale;

/** Normalizes e-mail addresses for comparing and counting. */
public final class EmailAddress {

    private EmailAddress() {}

    /** Returns the address in lower case. */
    public static String normalize(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
