package io.drawdown.account.secondfactor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** The codes that authenticator apps compute from a secret and the time (RFC 6238: SHA-1, 6 digits, 30 seconds). */
public final class TimeCodes {

    /** How long a code is shown. */
    static final Duration STEP = Duration.ofSeconds(30);

    private static final int DIGITS = 6;
    private static final int SECRET_BYTES = 20;

    /** Phones' clocks may be off by this many steps. */
    private static final int TOLERATED_STEPS = 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeCodes() {}

    /** Returns a new secret of 160 bits in Base32, which is 32 characters long. */
    public static String newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return Base32.toBase32String(secret);
    }

    /** Returns the code of a secret at an instant. */
    public static String codeAt(String secret, Instant at) {
        try {
            var generator = new TimeBasedOneTimePasswordGenerator(
                    STEP, DIGITS, TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1);
            var key = new SecretKeySpec(
                    Base32.decode(secret), TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1);
            return generator.generateOneTimePasswordString(key, at);
        } catch (InvalidKeyException unusable) {
            throw new IllegalArgumentException("The secret is no key", unusable);
        }
    }

    /**
     * Returns the step of 30 seconds since 1970 whose code this is: the present one, the one before or the one after.
     * Empty if it is none of their codes.
     */
    public static OptionalLong findStep(String secret, String code, Instant now) {
        var digits = code.replaceAll("[\\s-]", "");
        for (var offset = -TOLERATED_STEPS; offset <= TOLERATED_STEPS; offset++) {
            var at = now.plus(STEP.multipliedBy(offset));
            if (codeAt(secret, at).equals(digits)) {
                return OptionalLong.of(at.getEpochSecond() / STEP.toSeconds());
            }
        }
        return OptionalLong.empty();
    }
}
