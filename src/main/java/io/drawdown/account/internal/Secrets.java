package io.drawdown.account.internal;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

public final class Secrets {

    private static final int SHORTEST_KEY = 32;
    private static final int LONG_KEY = 200;
    private static final int FEWEST_DIFFERENT = 5;
    private static final char DELETE = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** Why a key that the environment sets is refused, as the rest of a sentence about it; null if it isn't. */
    public static @Nullable String problemWithKey(String key) {
        if (key.length() < SHORTEST_KEY) {
            return "has " + key.length() + " characters; it must have at least " + SHORTEST_KEY
                    + ", as shorter ones can be guessed";
        }
        if (!key.chars().allMatch(character -> character > ' ' && character < DELETE)) {
            return "must be of visible ASCII characters without spaces: others can't be sent in a header";
        }
        return null;
    }

    /** Why a key that isn't refused isn't good, as the rest of a sentence about it; null if it is. */
    public static @Nullable String weaknessOfKey(String key) {
        if (key.chars().distinct().count() < FEWEST_DIFFERENT) {
            return "repeats the same few characters, so that it can be guessed";
        }
        if (key.length() > LONG_KEY) {
            return "has " + key.length() + " characters, which is more than some programs can send in a header";
        }
        return null;
    }

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
