package io.drawdown.console.signin.password;

import io.drawdown.base.format.Format;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long somebody has to wait. */
public final class WaitText {

    private WaitText() {}

    /** The time to an instant, in seconds or, from two minutes on, in minutes. */
    public static String describe(Clock clock, Instant until) {
        var wait = Duration.between(clock.instant(), until);
        var minutes = wait.plusSeconds(59).toMinutes();
        return minutes > 1
                ? Format.count(minutes, "minute", "minutes")
                : Format.count(wait.toSeconds(), "second", "seconds");
    }
}
