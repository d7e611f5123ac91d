package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryScheduleTest {

    @Test
    void growsFromOneSecondToADayInTotal() {
        var delays = delays(0.5);

        assertThat(delays).startsWith(seconds(1), seconds(5), seconds(30)).isSorted();
        assertThat(delays.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(23), Duration.ofHours(25));
        assertThat(new DeliverySchedule(new FixedRandom(0)).delayAfter(delays.size() + 1))
                .isEmpty();
    }

    @Test
    void variesDelaysByAFifth() {
        assertThat(delays(0)).startsWith(seconds(1), seconds(4), seconds(24)).endsWith(Duration.ofHours(8));
        assertThat(delays(0.999_999))
                .startsWith(seconds(2), seconds(6), seconds(36))
                .endsWith(Duration.ofHours(12));
    }

    private static List<Duration> delays(double random) {
        var schedule = new DeliverySchedule(new FixedRandom(random));
        return IntStream.rangeClosed(1, 100)
                .mapToObj(schedule::delayAfter)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
