package io.drawdown.console.signin;

import io.drawdown.console.format.Format;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long somebody has to wait. */
final class Wait {

    private Wait() {}

    /** The time to an instant, in seconds or, from two minutes on, in minutes. */
    static String inWords(Clock clock, Instant until) {
        var wait = Duration.between(clock.instant(), until);
        var minutes = wait.plusSeconds(59).toMinutes();
        return minutes > 1
                ? Format.count(minutes, "minute", "minutes")
                : Format.count(wait.toSeconds(), "second", "seconds");
    }
}
