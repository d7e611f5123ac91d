package io.drawdown.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.notification.internal.NotificationLimits;
import io.drawdown.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookTestLimitsTest {

    private final TestClock clock = new TestClock();
    private final WebhookTestLimits limits = new WebhookTestLimits(new NotificationLimits(2, 5, 30, 200, 50), clock);

    @Test
    void limitsConcurrentTestsPerAccountAndServer() {
        var seen = limits.run("a", () -> {
            assertThat(refusal("a").retryAfterSeconds()).isEqualTo(10);
            assertThat(refusal("a").detail()).contains("one at a time");
            return limits.run("b", () -> {
                assertThat(refusal("c").detail()).startsWith("As many webhooks are being tested");
                return "both";
            });
        });

        assertThat(seen).isEqualTo("both");
        assertThat(limits.<String>run("c", () -> "free again")).isEqualTo("free again");
    }

    @Test
    void releasesTheSlotAfterAFailedTest() {
        assertThatThrownBy(() -> limits.run("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(limits.<String>run("a", () -> "free again")).isEqualTo("free again");
    }

    @Test
    void limitsTestsPerHour() {
        for (var test = 0; test < 5; test++) {
            limits.run("a", () -> "sent");
        }

        assertThat(refusal("a").retryAfterSeconds())
                .isEqualTo(Duration.ofMinutes(12).toSeconds());
        assertThat(refusal("a")).hasMessageEndingWith("5 times an hour. Try again in 12 minutes.");
        assertThat(limits.<String>run("b", () -> "sent")).isEqualTo("sent");
        clock.advance(Duration.ofMinutes(12));
        assertThat(limits.<String>run("a", () -> "sent")).isEqualTo("sent");
    }

    private TooManyRequestsException refusal(String account) {
        return catchThrowableOfType(TooManyRequestsException.class, () -> limits.run(account, () -> "sent"));
    }
}
