package io.drawdown.account;

import io.drawdown.account.internal.SignInAttemptRepository;
import io.drawdown.account.internal.SignInAttemptRepository.Failures;
import io.drawdown.base.Hash;
import io.drawdown.base.limit.ClientNetwork;
import io.drawdown.base.sql.RetryOnConflict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down password guessing. Counts failures by username (known or not) and network, so that nobody keeps a user out
 * from elsewhere; by network; and, with a much higher limit, by username everywhere. A browser in which the user has
 * signed in before is counted by itself. Counts an attempt as failed before the password is checked, so that parallel
 * attempts don't slip through, and takes it back on success. The database holds the counts for all servers.
 */
@Component
class SignInAttempts {

    private static final Duration FORGIVEN_EACH = Duration.ofMinutes(10);
    private static final Limit USERNAME_LIMIT = new Limit(5, null);
    private static final Limit USERNAME_EVERYWHERE_LIMIT = new Limit(100, FORGIVEN_EACH);
    private static final Limit NETWORK_LIMIT = new Limit(30, FORGIVEN_EACH);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final int MAX_COUNTERS = 100_000;
    private static final int TRIM_EACH = 1_000;

    private final SignInAttemptRepository repository;
    private final KnownBrowsers knownBrowsers;
    private final Clock clock;
    private final AtomicInteger inserted = new AtomicInteger();

    SignInAttempts(SignInAttemptRepository repository, KnownBrowsers knownBrowsers, Clock clock) {
        this.repository = repository;
        this.knownBrowsers = knownBrowsers;
        this.clock = clock;
    }

    /**
     * The origin of an attempt.
     *
     * @param address null for a user who is signed in already
     * @param browser the token of the browser's cookie; null if it sent none
     */
    record Origin(@Nullable String address, @Nullable String browser) {

        /** A session of the user, whose failures are counted apart from those of strangers. */
        static final Origin OWN_SESSION = new Origin(null, null);
    }

    /**
     * Counts an attempt.
     *
     * @throws TooManySignInAttemptsException if one of its counters is blocked
     */
    @RetryOnConflict
    @Transactional
    void recordAttempt(String username, Origin origin) {
        counters(username, origin).forEach(this::count);
    }

    /** Deletes the user's failures from this origin, and takes the attempt back from the counters of others. */
    @RetryOnConflict
    @Transactional
    void recordSuccess(String username, Origin origin) {
        counters(username, origin).forEach(counter -> {
            if (counter.limit.forgivenEach == null) {
                repository.delete(counter.subject);
            } else {
                repository.decrement(counter.subject);
            }
        });
    }

    /**
     * Takes an attempt back that neither failed nor signed the user in, such as a right password that a code must follow.
     * Earlier failures stay.
     */
    @RetryOnConflict
    @Transactional
    void takeBack(String username, Origin origin) {
        counters(username, origin).forEach(counter -> repository.decrement(counter.subject));
    }

    /**
     * How many failures are allowed before further attempts have to wait.
     *
     * @param forgivenEach the time after which one failure is forgiven, so that the typing errors of many people
     *     don't add up; null if a successful sign-in clears all failures
     */
    private record Limit(int allowedFailures, @Nullable Duration forgivenEach) {

        @Nullable
        Instant blockedUntil(int failures, Instant now) {
            return failures < allowedFailures ? null : now.plus(waitAfter(failures - allowedFailures));
        }
    }

    /**
     * What is counted.
     *
     * @param username the name that was tried; null if the counter is of no single name
     * @param network the network, if it is counted by that alone
     */
    private record Counter(
            String subject,
            Limit limit,
            @Nullable String username,
            @Nullable String network) {

        static Counter ofUsername(String key, Limit limit, String username) {
            return new Counter(Hash.sha256(key), limit, username, null);
        }
    }

    // Always in the same order, so that attempts which lock the same rows can't deadlock.
    private List<Counter> counters(String username, Origin origin) {
        // Hashed, so that no name can be typed that makes the key of another counter.
        var name = "name " + Hash.sha256(username);
        if (origin.browser != null && knownBrowsers.isKnown(origin.browser, username)) {
            return List.of(Counter.ofUsername(name + " in browser " + origin.browser, USERNAME_LIMIT, username));
        }
        if (origin.address == null) {
            return List.of(Counter.ofUsername(name + " signed in", USERNAME_LIMIT, username));
        }
        var network = ClientNetwork.key(origin.address);
        return List.of(
                new Counter(Hash.sha256(network), NETWORK_LIMIT, null, ClientNetwork.display(origin.address)),
                Counter.ofUsername(name + " from " + network, USERNAME_LIMIT, username),
                Counter.ofUsername(name, USERNAME_EVERYWHERE_LIMIT, username));
    }

    private void count(Counter counter) {
        var now = clock.instant();
        var before = repository.findForUpdate(counter.subject).orElse(null);
        if (before == null) {
            deleteOld(now);
            repository.insert(counter.subject, firstFailure(counter.limit, now), counter.username, counter.network);
            return;
        }
        if (before.blockedUntil() != null && now.isBefore(before.blockedUntil())) {
            throw new TooManySignInAttemptsException(before.blockedUntil());
        }
        repository.update(
                counter.subject,
                before.lastAt().plus(FORGOTTEN_AFTER).isBefore(now)
                        ? firstFailure(counter.limit, now)
                        : oneMore(before, counter.limit, now));
    }

    private void deleteOld(Instant now) {
        repository.deleteOld(now.minus(FORGOTTEN_AFTER));
        if (inserted.incrementAndGet() % TRIM_EACH == 0) {
            repository.keepNewest(MAX_COUNTERS);
        }
    }

    private static Failures firstFailure(Limit limit, Instant now) {
        return new Failures(1, now, limit.blockedUntil(1, now));
    }

    private static Failures oneMore(Failures before, Limit limit, Instant now) {
        var forgivenEach = limit.forgivenEach();
        if (forgivenEach == null) {
            return new Failures(before.count() + 1, now, limit.blockedUntil(before.count() + 1, now));
        }
        var forgiven = now.isBefore(before.lastAt())
                ? 0
                : Duration.between(before.lastAt(), now).dividedBy(forgivenEach);
        if (forgiven >= before.count()) {
            return firstFailure(limit, now);
        }
        var count = (int) (before.count() - forgiven) + 1;
        return new Failures(
                count, before.lastAt().plus(forgivenEach.multipliedBy(forgiven)), limit.blockedUntil(count, now));
    }

    private static Duration waitAfter(int more) {
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(more, 10));
        return doubled.compareTo(MAX_WAIT) < 0 ? doubled : MAX_WAIT;
    }
}
