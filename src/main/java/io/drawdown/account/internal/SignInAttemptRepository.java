package io.drawdown.account.internal;

import io.drawdown.base.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the failed sign-ins of subjects, which are hashes of usernames and of addresses. */
@Repository
public class SignInAttemptRepository {

    private final JdbcClient jdbc;

    SignInAttemptRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The failed sign-ins of a subject.
     *
     * @param lastAt the last one's instant
     * @param blockedUntil from when the subject may try again; null if it may now
     */
    public record Failures(
            int count, Instant lastAt, @Nullable Instant blockedUntil) {}

    /** Finds the failures of a subject, and locks them until the transaction ends. */
    public Optional<Failures> findForUpdate(String subject) {
        return jdbc.sql(
                        "select failures, last_at, blocked_until from sign_in_attempts where subject = :subject for update")
                .param("subject", subject)
                .query((row, index) -> new Failures(
                        row.getInt("failures"), Sql.instant(row, "last_at"), Sql.instantOrNull(row, "blocked_until")))
                .optional();
    }

    /** Writes the first failures of a subject. */
    public void insert(String subject, Failures failures) {
        write(
                "insert into sign_in_attempts (subject, failures, last_at, blocked_until) values (:subject, :failures, :lastAt, :until)",
                subject,
                failures);
    }

    /** Replaces the failures of a subject. */
    public void update(String subject, Failures failures) {
        write(
                "update sign_in_attempts set failures = :failures, last_at = :lastAt, blocked_until = :until where subject = :subject",
                subject,
                failures);
    }

    /** Takes one failure of a subject back, and lets it try again. */
    public void decrement(String subject) {
        jdbc.sql(
                        "update sign_in_attempts set failures = failures - 1, blocked_until = null where subject = :subject and failures > 0")
                .param("subject", subject)
                .update();
    }

    /** Deletes the failures of a subject. */
    public void delete(String subject) {
        jdbc.sql("delete from sign_in_attempts where subject = :subject")
                .param("subject", subject)
                .update();
    }

    /** Deletes the failures of all subjects whose last failure was before an instant. */
    public void deleteOld(Instant before) {
        jdbc.sql("delete from sign_in_attempts where last_at < :before")
                .param("before", Sql.utc(before))
                .update();
    }

    private void write(String sql, String subject, Failures failures) {
        jdbc.sql(sql)
                .param("subject", subject)
                .param("failures", failures.count())
                .param("lastAt", Sql.utc(failures.lastAt()))
                .param("until", Sql.utcOrNull(failures.blockedUntil()))
                .update();
    }
}
