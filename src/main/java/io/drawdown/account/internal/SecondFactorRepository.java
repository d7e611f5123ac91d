package io.drawdown.account.internal;

import io.drawdown.base.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the second factors of users and the hashes of their recovery codes. */
@Repository
public class SecondFactorRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SecondFactorRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * A second factor as it is stored.
     *
     * @param recoveryCodes how many recovery codes are left
     */
    public record StoredFactor(String secret, Instant since, int recoveryCodes) {}

    /** Finds a user's second factor. */
    public Optional<StoredFactor> find(String username) {
        return jdbc.sql("""
                        select secret, since,
                            (select count(*) from recovery_code c where c.username = f.username) as recovery_codes
                        from second_factor f where username = :username""")
                .param("username", username)
                .query((row, index) -> new StoredFactor(
                        row.getString("secret"), Sql.instant(row, "since"), row.getInt("recovery_codes")))
                .optional();
    }

    /** Adds a second factor whose code of a step was used. */
    public void insert(String username, String secret, Instant since, long usedStep) {
        // Wrapped, so that the secret doesn't appear in traced statements.
        SqlTypeValue untraced = (statement, index, sqlType, typeName) -> statement.setString(index, secret);
        jdbc.sql("""
                        insert into second_factor (username, secret, since, last_step)
                        values (:username, :secret, :since, :step)""")
                .param("username", username)
                .param("secret", untraced)
                .param("since", Sql.utc(since))
                .param("step", usedStep)
                .update();
    }

    /** Removes a second factor with its recovery codes. Returns whether there was one. */
    public boolean delete(String username) {
        return jdbc.sql("delete from second_factor where username = :username")
                        .param("username", username)
                        .update()
                > 0;
    }

    /** Uses the code of a step. Returns false if it, or the code of a later step, was used before. */
    public boolean useStep(String username, long step) {
        return jdbc.sql("update second_factor set last_step = :step where username = :username and last_step < :step")
                        .param("step", step)
                        .param("username", username)
                        .update()
                == 1;
    }

    /** Uses a recovery code. Returns false if there is no such code, or it was used before. */
    public boolean useRecoveryCode(String username, String hash) {
        return jdbc.sql("delete from recovery_code where username = :username and code_hash = :hash")
                        .param("username", username)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    /** Replaces the recovery codes of a user. */
    public void replaceRecoveryCodes(String username, Collection<String> hashes) {
        jdbc.sql("delete from recovery_code where username = :username")
                .param("username", username)
                .update();
        batches.batchUpdate(
                "insert into recovery_code (username, code_hash) values (?, ?)",
                hashes.stream().map(hash -> new Object[] {username, hash}).toList());
    }
}
