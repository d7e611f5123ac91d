package io.drawdown.account.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user has a second factor.
 *
 * @param since since when; null if the user has none
 * @param recoveryCodesLeft how many recovery codes can still be used
 * @param required whether the user's role must have one
 */
public record SecondFactorStatus(@Nullable Instant since, int recoveryCodesLeft, boolean required) {

    /** Returns whether the user has one. */
    public boolean isOn() {
        return since != null;
    }
}
