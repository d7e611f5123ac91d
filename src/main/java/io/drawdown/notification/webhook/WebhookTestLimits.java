package io.drawdown.notification.webhook;

import io.drawdown.base.limit.RateLimitBuckets;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.notification.internal.NotificationLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Limits webhook tests, because each blocks a thread until the receiver responds: one at a time and a number an hour
 * for each account, and a few in total. Each server counts separately.
 */
@Component
class WebhookTestLimits {

    private static final long MAX_TEST_SECONDS = 10;

    private final int atOnce;
    private final int perHour;
    private final RateLimitBuckets hourly;
    private final Set<String> testingAccounts = new HashSet<>();

    WebhookTestLimits(NotificationLimits limits, Clock clock) {
        atOnce = limits.webhookTestsAtOnce();
        perHour = limits.webhookTestsPerHour();
        hourly = new RateLimitBuckets(perHour, perHour, Duration.ofHours(1), clock);
    }

    /**
     * Runs a test for an account.
     *
     * @throws TooManyRequestsException if a limit is reached
     */
    <T> T run(String account, Supplier<T> test) {
        begin(account);
        try {
            countTest(account);
            return test.get();
        } finally {
            end(account);
        }
    }

    private synchronized void begin(String account) {
        if (testingAccounts.contains(account)) {
            throw new TooManyRequestsException(
                    "A webhook of this account is being tested, and an account's are tested one at a time.",
                    MAX_TEST_SECONDS);
        }
        if (testingAccounts.size() >= atOnce) {
            throw new TooManyRequestsException(
                    "As many webhooks are being tested as this server tests at the same time.", MAX_TEST_SECONDS);
        }
        testingAccounts.add(account);
    }

    private void countTest(String account) {
        var seconds = hourly.take(account);
        if (seconds > 0) {
            throw new TooManyRequestsException(
                    "An account's webhooks may be tested %,d times an hour.".formatted(perHour), seconds);
        }
    }

    private synchronized void end(String account) {
        testingAccounts.remove(account);
    }
}
