package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A server with limits: 60 requests a minute of each key, 10 at once, and 5 a minute without a key that is known. */
@TestPropertySource(
        properties = {
            "drawdown.rate-limit.requests-per-minute=60",
            "drawdown.rate-limit.burst=10",
            "drawdown.rate-limit.unauthenticated-per-minute=5",
            "server.forward-headers-strategy=native"
        })
class RateLimitApiTest extends ApiTest {

    @Test
    void saysHowLongToWait() {
        var program = platform("METERING");
        for (var request = 0; request < 10; request++) {
            assertSuccessful(program.get("regions"));
        }

        var refused = program.get("regions");

        assertRefused(refused, ProblemType.TOO_MANY_REQUESTS, null);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(refused.header("WWW-Authenticate")).isNull();
        assertThat(refused.at("/detail").stringValue())
                .contains("60 requests a minute", "10 at once", "again in 1 second");
        assertRefused(program.post("events", "[]"), ProblemType.TOO_MANY_REQUESTS, null);
        assertRefused(program.get("nowhere"), ProblemType.TOO_MANY_REQUESTS, null);
        clock.advance(Duration.ofMinutes(2));
        assertSuccessful(admin.get("regions"));
        assertSuccessful(program.get("regions"));
    }

    @Test
    void limitsKeyGuessingByAddress() {
        for (var guess = 0; guess < 5; guess++) {
            assertRefused(guess("guess-" + guess, "198.51.100.7"), ProblemType.UNAUTHENTICATED, null);
        }

        var refused = guess("guess", "198.51.100.7");

        assertRefused(refused, ProblemType.TOO_MANY_REQUESTS, null);
        assertThat(refused.header("Retry-After")).isEqualTo("12");
        assertRefused(guess("guess", "198.51.100.8"), ProblemType.UNAUTHENTICATED, null);
        var oracle = admin.withKey("guess").send("GET", "/actuator/env", null, "X-Forwarded-For", "198.51.100.7");
        assertThat(oracle.status()).as("keys that are sent elsewhere").isEqualTo(429);
    }

    @Test
    void exemptsHealthAndPublicPages() {
        for (var path : new String[] {
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/prometheus",
            "/v3/api-docs",
            "/problems/too-many-requests"
        }) {
            for (var request = 0; request < 12; request++) {
                assertThat(stranger.get(path).status()).as(path).isEqualTo(200);
            }
        }
        var program = platform("METERING");
        for (var request = 0; request < 12; request++) {
            assertThat(program.get("/actuator/health/liveness").status()).isEqualTo(200);
        }
        for (var request = 0; request < 10; request++) {
            assertSuccessful(program.get("regions"));
        }
    }

    private ApiClient.Answer guess(String key, String from) {
        return admin.withKey(key).send("GET", "regions", null, "X-Forwarded-For", from);
    }
}
