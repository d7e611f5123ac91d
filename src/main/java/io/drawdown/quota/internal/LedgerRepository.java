package io.drawdown.quota.internal;

import io.drawdown.base.sql.Sql;
import io.drawdown.quota.ledger.LedgerState;
import io.drawdown.quota.ledger.LedgerVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of ledgers: their last entries, due-times, and the instants up to which running jobs are settled. */
@Repository
public class LedgerRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LedgerRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Locks the ledgers of these accounts until the transaction ends, in the order of their codes. */
    public List<LedgerState> lock(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select account, last_entry, due_at, settled_until from ledger
                        where account = any(cast(:accounts as varchar array)) order by account for update""")
                .param("accounts", Sql.array("varchar", accounts, Function.identity()))
                .query((row, index) -> new LedgerState(
                        row.getString("account"),
                        Sql.instantOrNull(row, "due_at"),
                        row.getLong("last_entry"),
                        Sql.instantOrNull(row, "settled_until")))
                .list();
    }

    /** Adds the ledger of a new account. */
    public void insert(String account) {
        jdbc.sql("insert into ledger (account, last_entry) values (:account, 0)")
                .param("account", account)
                .update();
    }

    /** Saves the last entries and the instants up to which running jobs are settled. */
    public void update(Collection<LedgerState> states) {
        batches.batchUpdate(
                "update ledger set last_entry = ?, settled_until = ? where account = ?",
                states.stream()
                        .map(state -> new @Nullable Object[] {
                            state.lastEntry(), Sql.utcOrNull(state.settledUntil()), state.account()
                        })
                        .toList());
    }

    /** Makes each of these accounts due at its instant, unless it is due earlier. */
    public void scheduleAt(Map<String, Instant> dueTimes) {
        batches.batchUpdate(
                "update ledger set due_at = ? where account = ? and (due_at is null or due_at > ?)",
                dueTimes.entrySet().stream()
                        .map(dueTime ->
                                new Object[] {Sql.utc(dueTime.getValue()), dueTime.getKey(), Sql.utc(dueTime.getValue())
                                })
                        .toList());
    }

    /** Clears the due-times of these accounts. */
    public void clearDueTimes(Collection<String> accounts) {
        jdbc.sql("update ledger set due_at = null where account = any(cast(:accounts as varchar array))")
                .param("accounts", Sql.array("varchar", accounts, Function.identity()))
                .update();
    }

    /** Finds the due-times of these accounts. Accounts that aren't due are left out. */
    public Map<String, Instant> findDueTimes(Collection<String> accounts) {
        var dueTimes = new HashMap<String, Instant>();
        jdbc.sql("""
                        select account, due_at from ledger
                        where account = any(cast(:accounts as varchar array)) and due_at is not null""")
                .param("accounts", Sql.array("varchar", accounts, Function.identity()))
                .query(row -> {
                    dueTimes.put(row.getString("account"), Sql.instant(row, "due_at"));
                });
        return dueTimes;
    }

    /** Records that the months of later entries are those of the account's new zone. */
    public void startZone(String account) {
        jdbc.sql("update ledger set zone_since_entry = last_entry where account = :account")
                .param("account", account)
                .update();
    }

    /** Finds the instant up to which an account's running jobs are settled; empty if none runs. */
    public Optional<Instant> findSettledUntil(String account) {
        return jdbc.sql("select settled_until from ledger where account = :account")
                .param("account", account)
                .query((row, index) -> Optional.ofNullable(Sql.instantOrNull(row, "settled_until")))
                .single();
    }

    /** Finds the versions of these accounts' ledgers in one statement. */
    public Map<String, LedgerVersion> findVersions(Collection<String> accounts) {
        var versions = new HashMap<String, LedgerVersion>();
        jdbc.sql("""
                        select l.account, l.last_entry, l.settled_until, l.due_at
                        from unnest(cast(:accounts as varchar(63) array)) as a(account) join ledger l on l.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, Function.identity()))
                .query(row -> {
                    versions.put(
                            row.getString("account"),
                            new LedgerVersion(
                                    row.getLong("last_entry"),
                                    Sql.instantOrNull(row, "settled_until"),
                                    Sql.instantOrNull(row, "due_at")));
                });
        return versions;
    }
}
