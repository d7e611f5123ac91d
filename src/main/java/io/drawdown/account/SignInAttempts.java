package io.drawdown.account;

import io.drawdown.account.internal.SignInAttemptRepository;
import io.drawdown.account.internal.SignInAttemptRepository.Failures;
import io.drawdown.base.Hash;
import io.drawdown.base.limit.ClientNetwork;
import io.drawdown.base.sql.RetryOnConflict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down password guessing, by username (known or not) and by client address. Counts an attempt as failed before
 * the password is checked, so that parallel attempts don't slip through, and takes it back on success. The database
 * holds the counts for all servers.
 */
@Component
public class SignInAttempts {

    private static final Limit USERNAME_LIMIT = new Limit(5, null);
    private static final Limit ADDRESS_LIMIT = new Limit(30, Duration.ofMinutes(10));
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final SignInAttemptRepository repository;
    private final Clock clock;

    SignInAttempts(SignInAttemptRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Counts an attempt for a username and, if given, an address.
     *
     * @throws TooManySignInAttemptsException if either is blocked
     */
    @RetryOnConflict
    @Transactional
    public void recordAttempt(String username, @Nullable String address) {
        if (address != null) {
            count(subjectOf(address), ADDRESS_LIMIT);
        }
        count(Hash.sha256("name " + username), USERNAME_LIMIT);
    }

    /** Deletes the failures of a username, and takes the attempt back from the address. */
    @RetryOnConflict
    @Transactional
    public void recordSuccess(String username, @Nullable String address) {
        if (address != null) {
            repository.decrement(subjectOf(address));
        }
        repository.delete(Hash.sha256("name " + username));
    }

    /**
     * How many failures are allowed before further attempts have to wait.
     *
     * @param forgivenEach the time after which one failure is forgiven, so that the typing errors of many people
     *     behind one address don't add up; null if a successful sign-in clears all failures
     */
    private record Limit(int allowedFailures, @Nullable Duration forgivenEach) {

        @Nullable
        Instant blockedUntil(int failures, Instant now) {
            return failures < allowedFailures ? null : now.plus(waitAfter(failures - allowedFailures));
        }
    }

    private void count(String subject, Limit limit) {
        var now = clock.instant();
        var before = repository.findForUpdate(subject).orElse(null);
        if (before == null) {
            repository.deleteOld(now.minus(FORGOTTEN_AFTER));
            repository.insert(subject, firstFailure(limit, now));
            return;
        }
        if (before.blockedUntil() != null && now.isBefore(before.blockedUntil())) {
            throw new TooManySignInAttemptsException(before.blockedUntil());
        }
        repository.update(
                subject,
                before.lastAt().plus(FORGOTTEN_AFTER).isBefore(now)
                        ? firstFailure(limit, now)
                        : oneMore(before, limit, now));
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

    private static String subjectOf(String address) {
        return Hash.sha256(ClientNetwork.key(address));
    }
}
