package io.drawdown.account;

import io.drawdown.base.Hash;
import io.drawdown.base.limit.ClientNetwork;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.base.sql.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
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
            jdbc.sql(
                            "update sign_in_attempts set failures = failures - 1, blocked_until = null where subject = :subject and failures > 0")
                    .param("subject", subjectOf(address))
                    .update();
        }
        jdbc.sql("delete from sign_in_attempts where subject = :subject")
                .param("subject", Hash.sha256("name " + username))
                .update();
    }

    /**
     * So many may fail before it costs a wait.
     *
     * @param forgivenEach how long until one of them is forgiven, where many people share what is counted, so that what they
     *     mistype doesn't add up; null where signing in forgets them all
     */
    private record Limit(int allowedFailures, @Nullable Duration forgivenEach) {}

    private record Failures(
            int count, Instant lastAt, @Nullable Instant blockedUntil) {

        Failures plusOne(Instant now, @Nullable Duration forgivenEach) {
            if (forgivenEach == null) {
                return new Failures(count + 1, now, null);
            }
            var forgiven =
                    now.isBefore(lastAt) ? 0 : Duration.between(lastAt, now).dividedBy(forgivenEach);
            return forgiven >= count
                    ? new Failures(1, now, null)
                    : new Failures(
                            (int) (count - forgiven) + 1, lastAt.plus(forgivenEach.multipliedBy(forgiven)), null);
        }
    }

    private void count(String subject, Limit limit) {
        var now = clock.instant();
        var before = jdbc.sql(
                        "select failures, last_at, blocked_until from sign_in_attempts where subject = :subject for update")
                .param("subject", subject)
                .query((row, index) -> new Failures(
                        row.getInt("failures"), Sql.instant(row, "last_at"), Sql.instantOrNull(row, "blocked_until")))
                .optional()
                .orElse(null);
        if (before == null) {
            forgetOld(now);
            write(
                    "insert into sign_in_attempts (subject, failures, last_at, blocked_until) values (:subject, :failures, :lastAt, :until)",
                    subject,
                    new Failures(1, now, null),
                    limit,
                    now);
            return;
        }
        if (before.blockedUntil != null && now.isBefore(before.blockedUntil)) {
            throw new TooManySignInAttemptsException(before.blockedUntil);
        }
        var after = before.lastAt.plus(FORGOTTEN_AFTER).isBefore(now)
                ? new Failures(1, now, null)
                : before.plusOne(now, limit.forgivenEach);
        write(
                "update sign_in_attempts set failures = :failures, last_at = :lastAt, blocked_until = :until where subject = :subject",
                subject,
                after,
                limit,
                now);
    }

    private void write(String sql, String subject, Failures failures, Limit limit, Instant now) {
        jdbc.sql(sql)
                .param("subject", subject)
                .param("failures", failures.count)
                .param("lastAt", Sql.utc(failures.lastAt))
                .param(
                        "until",
                        Sql.utcOrNull(
                                failures.count < limit.allowedFailures
                                        ? null
                                        : now.plus(waitAfter(failures.count - limit.allowedFailures))))
                .update();
    }

    private void forgetOld(Instant now) {
        jdbc.sql("delete from sign_in_attempts where last_at < :before")
                .param("before", Sql.utc(now.minus(FORGOTTEN_AFTER)))
                .update();
    }

    private static Duration waitAfter(int more) {
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(more, 10));
        return doubled.compareTo(MAX_WAIT) < 0 ? doubled : MAX_WAIT;
    }

    private static String subjectOf(String address) {
        return Hash.sha256(ClientNetwork.key(address));
    }
}
