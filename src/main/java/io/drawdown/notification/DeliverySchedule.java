package io.drawdown.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The schedule for retrying failed deliveries: after about 1, 5 and 30 seconds and then with growing delays, for a
 * day in all (R22). Each delay varies by up to a fifth, so that messages that failed together aren't retried
 * together.
 */
@Component
public class DeliverySchedule {

    private static final List<Duration> RETRY_DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(10));

    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    @Autowired
    DeliverySchedule() {
        this(RandomGenerator.getDefault());
    }

    public DeliverySchedule(RandomGenerator random) {
        this.random = random;
    }

    /** Returns the delay after this many failed attempts, in whole seconds; empty to give up. */
    Optional<Duration> delayAfter(int attempts) {
        if (attempts > RETRY_DELAYS.size()) {
            return Optional.empty();
        }
        var delay = RETRY_DELAYS.get(Math.max(attempts, 1) - 1);
        var factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Optional.of(Duration.ofSeconds((long) Math.ceil(delay.toSeconds() * factor)));
    }
}
