package io.drawdown.account.internal;

import java.security.SecureRandom;
import java.util.Base64;

public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    public static String newKey() {
        return "dd_" + random(32);
    }

    public static String newPassword() {
        return random(15);
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
