package io.drawdown.account.internal;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

public final class SecretGenerator {

    private static final int MIN_KEY_LENGTH = 32;
    private static final int LONG_KEY = 200;
    private static final int MIN_DISTINCT_CHARACTERS = 5;
    private static final char DELETE_CHARACTER = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretGenerator() {}

    /** Returns why a key from the environment is refused, as the rest of a sentence; null if it is accepted. */
    public static @Nullable String findKeyProblem(String key) {
        if (key.length() < MIN_KEY_LENGTH) {
            return "has " + key.length() + " characters; it must have at least " + MIN_KEY_LENGTH
                    + ", as shorter ones can be guessed";
        }
        if (!key.chars().allMatch(character -> character > ' ' && character < DELETE_CHARACTER)) {
            return "must be of visible ASCII characters without spaces: others can't be sent in a header";
        }
        return null;
    }

    /** Returns why an accepted key is weak, as the rest of a sentence; null if it isn't. */
    public static @Nullable String weaknessOfKey(String key) {
        if (key.chars().distinct().count() < MIN_DISTINCT_CHARACTERS) {
            return "repeats the same few characters, so that it can be guessed";
        }
        if (key.length() > LONG_KEY) {
            return "has " + key.length() + " characters, which is more than some programs can send in a header";
        }
        return null;
    }

    public static String newKey() {
        return "dd_" + randomText(32);
    }

    public static String newPassword() {
        return randomText(15);
    }

    /** Returns a token of 43 characters that can't be guessed. */
    public static String newToken() {
        return randomText(32);
    }

    private static String randomText(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
