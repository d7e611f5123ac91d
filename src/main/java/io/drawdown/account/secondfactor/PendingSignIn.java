package io.drawdown.account.secondfactor;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A sign-in whose password was right and whose code is missing. The HTTP session keeps it.
 *
 * @param stamp changes with the user's password, role and account
 */
public record PendingSignIn(String username, String stamp, Instant since) implements Serializable {

    private static final Duration VALID_FOR = Duration.ofMinutes(5);

    /** Returns whether the password must be entered again. */
    public boolean hasExpired(Instant now) {
        return !now.isBefore(since.plus(VALID_FOR));
    }
}
