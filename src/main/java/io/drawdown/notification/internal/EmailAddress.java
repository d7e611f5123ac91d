package io.drawdown.notification.internal;

import java.util.Locale;

/** E-mail addresses as they are compared and counted. */
public final class EmailAddress {

    private EmailAddress() {}

    /** The address in lower case. */
    public static String normalize(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
