package io.drawdown.console.signin.password;

import io.drawdown.base.format.Format;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Formats a waiting time. */
public final class WaitText {

    private WaitText() {}

    /** Returns the time until an instant, in seconds up to one minute and in minutes, rounded up, above. */
    public static String describe(Clock clock, Instant until) {
        var wait = Duration.between(clock.instant(), until);
        var minutes = wait.plusSeconds(59).toMinutes();
        return minutes > 1
                ? Format.count(minutes, "minute", "minutes")
                : Format.count(wait.toSeconds(), "second", "seconds");
    }
}
