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
 * Slows down the guessing of passwords, by the name that is tried, whether somebody has it or not, and by the address that
 * it is tried from. An attempt is counted as failed before the password is looked at, so that many at once don't slip through,
 * and is taken back when it succeeds. The database counts, for all servers.
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

    /** Counts an attempt, from an address if there is one; @throws TooManyAttempts if it is one too many by now. */
    @RetryOnConflict
    @Transactional
    public void recordAttempt(String username, @Nullable String address) {
        if (address != null) {
            count(subjectOf(address), ADDRESS_LIMIT);
        }
        count(Hash.sha256("name " + username), USERNAME_LIMIT);
    }

    /** Forgets what failed by this name, and takes this attempt from the address back. */
    @RetryOnConflict
    @Transactional
    public void recordSuccess(String username, @Nullable String address) {
        if (address != null) {
            repository.decrement(subjectOf(address));
        }
        repository.delete(Hash.sha256("name " + username));
    }

    /**
     * So many may fail before it costs a wait.
     *
     * @param forgivenEach how long until one of them is forgiven, where many people share what is counted, so that what they
     *     mistype doesn't add up; null where signing in forgets them all
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
