package io.drawdown.account.internal;

import io.drawdown.base.sql.Sql;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the browsers in which users have signed in, by the hashes of their tokens. */
@Repository
public class KnownBrowserRepository {

    private final JdbcClient jdbc;

    KnownBrowserRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a user has signed in in a browser after an instant. */
    public boolean exists(String hash, String username, Instant after) {
        return jdbc.sql("""
                        select count(*) from known_browser
                        where browser_hash = :hash and username = :username and signed_in_at > :after""")
                        .param("hash", hash)
                        .param("username", username)
                        .param("after", Sql.utc(after))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Gives a browser another hash. */
    public void rename(String before, String after) {
        jdbc.sql("update known_browser set browser_hash = :after where browser_hash = :before")
                .param("before", before)
                .param("after", after)
                .update();
    }

    /** Records when a user has signed in in a browser. */
    public void put(String hash, String username, Instant now) {
        var updated = jdbc.sql("""
                        update known_browser set signed_in_at = :now
                        where browser_hash = :hash and username = :username""")
                .param("now", Sql.utc(now))
                .param("hash", hash)
                .param("username", username)
                .update();
        if (updated == 0) {
            jdbc.sql("""
                            insert into known_browser (browser_hash, username, signed_in_at)
                            values (:hash, :username, :now)""")
                    .param("hash", hash)
                    .param("username", username)
                    .param("now", Sql.utc(now))
                    .update();
        }
    }

    /** Deletes a user's browsers from before an instant, and all but so many of the newest. */
    public void deleteOld(String username, Instant before, int most) {
        jdbc.sql("""
                        delete from known_browser where username = :username and (signed_in_at <= :before
                            or signed_in_at < (
                                select newer.signed_in_at from known_browser newer where newer.username = :username
                                order by newer.signed_in_at desc offset :last rows fetch next 1 row only))""")
                .param("username", username)
                .param("before", Sql.utc(before))
                .param("last", most - 1)
                .update();
    }
}
