package io.drawdown.account.internal;

import io.drawdown.account.model.WaitingNetwork;
import io.drawdown.base.sql.Sql;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
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

    /**
     * Writes the first failures of a subject.
     *
     * @param username the name that was tried, which is kept only if it is a user's
     * @param network what admins see of a network that is counted; null for other subjects
     */
    public void insert(String subject, Failures failures, @Nullable String username, @Nullable String network) {
        write("""
                        insert into sign_in_attempts (subject, failures, last_at, blocked_until, username, network)
                        values (:subject, :failures, :lastAt, :until,
                            (select username from app_user where username = :username), :network)""", subject, failures)
                .param("username", username, Types.VARCHAR)
                .param("network", network, Types.VARCHAR)
                .update();
    }

    /** Replaces the failures of a subject. */
    public void update(String subject, Failures failures) {
        write(
                        "update sign_in_attempts set failures = :failures, last_at = :lastAt, blocked_until = :until where subject = :subject",
                        subject,
                        failures)
                .update();
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

    /** Deletes all but the newest failures, so that made-up names and networks can't fill the table. */
    public void keepNewest(int most) {
        jdbc.sql("""
                        delete from sign_in_attempts where last_at < (
                            select last_at from sign_in_attempts order by last_at desc
                            offset :last rows fetch next 1 row only)""").param("last", most - 1).update();
    }

    /** Deletes all failures with a user's name. */
    public void deleteOfUser(String username) {
        jdbc.sql("delete from sign_in_attempts where username = :username")
                .param("username", username)
                .update();
    }

    /** Lists the networks that have to wait, those that wait longest first. */
    public List<WaitingNetwork> listWaitingNetworks(Instant now, int most) {
        return jdbc.sql("""
                        select network, failures, blocked_until from sign_in_attempts
                        where network is not null and blocked_until > :now
                        order by blocked_until desc, network fetch first :most rows only""")
                .param("now", Sql.utc(now))
                .param("most", most)
                .query((row, index) -> new WaitingNetwork(
                        row.getString("network"), row.getInt("failures"), Sql.instant(row, "blocked_until")))
                .list();
    }

    /** Deletes the failures of a network. Returns whether there were any. */
    public boolean deleteOfNetwork(String network) {
        return jdbc.sql("delete from sign_in_attempts where network = :network")
                        .param("network", network)
                        .update()
                > 0;
    }

    private JdbcClient.StatementSpec write(String sql, String subject, Failures failures) {
        return jdbc.sql(sql)
                .param("subject", subject)
                .param("failures", failures.count())
                .param("lastAt", Sql.utc(failures.lastAt()))
                .param("until", Sql.utcOrNull(failures.blockedUntil()));
    }
}
