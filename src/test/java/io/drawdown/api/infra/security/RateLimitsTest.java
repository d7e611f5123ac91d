package io.drawdown.api.infra.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 60 requests a minute, 5 at once, and 3 a minute without a key that is known. */
class RateLimitsTest {

    private static final String HERE = "192.0.2.1";

    private final TestClock clock = new TestClock();
    private final Set<String> known = new HashSet<>(Set.of("a", "b"));
    private final List<String> lookedUp = new ArrayList<>();
    private final RateLimits limits = new RateLimits(this::lookUp, 60, 5, 3, clock);

    @Test
    void allowsBurstThenSteadyRatePerKey() {
        send("a", 5);
        assertThat(countRefused("a", HERE)).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        send("a", 1);
        assertThat(countRefused("a", HERE)).isEqualTo(1);

        clock.advance(Duration.ofHours(1));
        send("a", 5);
        assertThat(countRefused("a", HERE)).isEqualTo(1);
    }

    @Test
    void countsEachKeySeparately() {
        send("a", 5);
        assertThat(countRefused("a", HERE)).isPositive();

        send("b", 5);
    }

    @Test
    void skipsLookupForExhaustedKey() {
        send("a", 5);
        lookedUp.clear();

        assertThat(countRefused("a", HERE)).isPositive();

        assertThat(lookedUp).isEmpty();
    }

    @Test
    void limitsKeyGuessing() {
        assertThat(limits.admit("guess-1", HERE)).isEmpty();
        assertThat(limits.admit(null, HERE)).isEmpty();
        assertThat(limits.admit("guess-2", HERE)).isEmpty();
        lookedUp.clear();

        assertThat(countRefused("guess-3", HERE)).isEqualTo(20);
        assertThat(countRefused(null, HERE)).isEqualTo(20);
        assertThat(countRefused("a", HERE)).as("not even a guess that is right").isEqualTo(20);
        assertThat(lookedUp).isEmpty();

        assertThat(limits.admit("guess-4", "192.0.2.2")).as("from elsewhere").isEmpty();
        clock.advance(Duration.ofSeconds(20));
        assertThat(limits.admit("guess-5", HERE)).isEmpty();
        assertThat(countRefused("guess-6", HERE)).isEqualTo(20);
    }

    @Test
    void admitsRecentlySeenKeysDespiteGuessingAtTheirAddress() {
        send("a", 1);
        for (var guess = 0; guess < 3; guess++) {
            limits.admit("guess-" + guess, HERE);
        }
        assertThat(countRefused("guess", HERE)).isPositive();

        send("a", 1);
    }

    @Test
    void doesNotCountKeysThatAreKnownAsGuesses() {
        for (var key = 0; key < 50; key++) {
            known.add("key-" + key);
            send("key-" + key, 1);
        }
        assertThat(limits.admit("guess", HERE)).isEmpty();
    }

    @Test
    void treatsRevokedKeyAsUnknown() {
        send("a", 1);
        known.remove("a");

        for (var time = 0; time < 3; time++) {
            assertThat(limits.admit("a", HERE)).isEmpty();
        }
        assertThat(countRefused("a", HERE)).isEqualTo(20);
    }

    @Test
    void enforcesLimitUnderConcurrency() throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var tries = IntStream.range(0, 200)
                    .mapToObj(number -> threads.submit(() -> {
                        try {
                            return limits.admit("a", HERE).isPresent();
                        } catch (TooManyRequestsException tooMany) {
                            return false;
                        }
                    }))
                    .toList();
            var let = 0;
            for (var one : tries) {
                let += one.get() ? 1 : 0;
            }
            assertThat(let).isBetween(1, 5);
        }
    }

    @Test
    void describesWaitingTime() {
        send("a", 5);
        assertThatThrownBy(() -> limits.admit("a", HERE))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        refused -> assertThat(refused.detail())
                                .isEqualTo(
                                        "A key may send 60 requests a minute here, and 5 at once; this one has sent more. Try again in 1 second."));
    }

    @Test
    void areDisabledByDefault() {
        assertThat(new RateLimitProperties(null, null, null).isLimited()).isFalse();
        assertThat(new RateLimitProperties(600, null, null)).isEqualTo(new RateLimitProperties(600, 600, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "0,,, drawdown.rate-limit.requests-per-minute must be a whole number from 1 to 1000000",
        "60, -1,, drawdown.rate-limit.burst must be a whole number from 1 to 1000000",
        "60,, 1000001, drawdown.rate-limit.unauthenticated-per-minute must be a whole number from 1 to 1000000",
        ", 10,, drawdown.rate-limit.requests-per-minute isn't set",
        ",, 10, drawdown.rate-limit.requests-per-minute isn't set"
    })
    void rejectsInvalidPropertiesAtStartup(
            @Nullable Integer perMinute, @Nullable Integer burst, @Nullable Integer unauthenticated, String words) {
        assertThatThrownBy(() -> new RateLimitProperties(perMinute, burst, unauthenticated))
                .hasMessageStartingWith(words);
    }

    private synchronized Optional<Caller> lookUp(String key) {
        lookedUp.add(key);
        return known.contains(key) ? Optional.of(new Caller(key, Role.METERING, null)) : Optional.empty();
    }

    private void send(String key, int times) {
        for (var time = 0; time < times; time++) {
            assertThat(limits.admit(key, HERE)).isPresent();
        }
    }

    private long countRefused(@Nullable String key, String address) {
        return catchThrowableOfType(TooManyRequestsException.class, () -> limits.admit(key, address))
                .retryAfterSeconds();
    }
}
