package io.drawdown.account.internal;

import io.drawdown.base.sql.Sql;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the sessions of users. */
@Repository
public class UserSessionRepository {

    private static final String SELECT = "select id, browser, address, signed_in_at, last_used_at from user_session ";

    private final JdbcClient jdbc;

    UserSessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A session as it is stored. */
    public record StoredSession(
            String id, String browser, @Nullable String address, Instant signedInAt, Instant lastUsedAt) {}

    /** Adds a session. */
    public void insert(StoredSession session, String username) {
        jdbc.sql("""
                        insert into user_session (id, username, address, browser, signed_in_at, last_used_at)
                        values (:id, :username, :address, :browser, :signedInAt, :lastUsedAt)""")
                .param("id", session.id())
                .param("username", username)
                .param("address", session.address(), Types.VARCHAR)
                .param("browser", session.browser())
                .param("signedInAt", Sql.utc(session.signedInAt()))
                .param("lastUsedAt", Sql.utc(session.lastUsedAt()))
                .update();
    }

    /** Lists a user's sessions that were used after an instant, the one used last first. */
    public List<StoredSession> list(String username, Instant usedAfter) {
        return jdbc.sql(SELECT + """
                        where username = :username and last_used_at > :usedAfter
                        order by last_used_at desc, signed_in_at desc, id""")
                .param("username", username)
                .param("usedAfter", Sql.utc(usedAfter))
                .query((row, index) -> new StoredSession(
                        row.getString("id"),
                        row.getString("browser"),
                        row.getString("address"),
                        Sql.instant(row, "signed_in_at"),
                        Sql.instant(row, "last_used_at")))
                .list();
    }

    /** Returns which of these sessions are there. */
    public Set<String> findExisting(Collection<String> ids) {
        return new HashSet<>(Sql.queryInChunks(
                ids,
                chunk -> jdbc.sql("select id from user_session where id = any(cast(:ids as varchar array))")
                        .param("ids", Sql.array("varchar", chunk, id -> id))
                        .query(String.class)
                        .list()));
    }

    /** Records when a session was used. */
    public void updateLastUsed(String id, Instant now) {
        jdbc.sql("update user_session set last_used_at = :now where id = :id")
                .param("now", Sql.utc(now))
                .param("id", id)
                .update();
    }

    /** Deletes a session, whoever's it is. */
    public void delete(String id) {
        jdbc.sql("delete from user_session where id = :id").param("id", id).update();
    }

    /** Deletes a session of a user. Returns whether it was there. */
    public boolean delete(String username, String id) {
        return jdbc.sql("delete from user_session where username = :username and id = :id")
                        .param("username", username)
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Deletes all sessions of a user but one. Returns their number. */
    public int deleteOthers(String username, @Nullable String kept) {
        return jdbc.sql("delete from user_session where username = :username and id <> :kept")
                .param("username", username)
                .param("kept", kept == null ? "" : kept)
                .update();
    }

    /** Deletes the sessions that began before an instant. */
    public void deleteOld(Instant before) {
        jdbc.sql("delete from user_session where signed_in_at < :before")
                .param("before", Sql.utc(before))
                .update();
    }
}
