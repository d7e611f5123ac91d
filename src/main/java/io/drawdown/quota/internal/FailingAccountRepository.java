package io.drawdown.quota.internal;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.quota.ledger.FailingAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The SQL of the accounts whose due work fails. */
@Repository
public class FailingAccountRepository {

    private static final String COLUMNS = "f.account, f.since, f.attempts, f.next_try_at, f.reason";

    /**
     * The condition that an account is still due. Without it, an account that a request has brought up to date would
     * stay in the list until the next retry.
     */
    private static final String HELD_UP =
            "exists (select 1 from ledger l where l.account = f.account and l.due_at <= :now)";

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    FailingAccountRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Lists the accounts that are held up at an instant, the longest first. */
    public Listing<FailingAccount> listHeldUp(Instant now) {
        return new SqlListing<>(database, COLUMNS, "failing_account f", (row, index) -> read(row))
                .where(HELD_UP, "now", Sql.utc(now))
                .orderBy(SortColumn.instant("f.since"), SortColumn.text("f.account"))
                .sortable("account", SortColumn.text("f.account"))
                .sortable("attempts", SortColumn.integer("f.attempts"))
                .sortable("nextTryAt", SortColumn.instant("f.next_try_at"));
    }

    /** Finds a failing account by its code. */
    public Optional<FailingAccount> find(String account) {
        return jdbc.sql("select " + COLUMNS + " from failing_account f where f.account = :account")
                .param("account", account)
                .query((row, index) -> read(row))
                .optional();
    }

    /** Saves the first or a later failure of an account. */
    @RetryOnConflict
    @Transactional
    public void save(FailingAccount failing) {
        jdbc.sql("""
                        merge into failing_account f
                        using (select cast(:account as varchar(63)) as account, cast(:since as timestamp with time zone) as since,
                                      cast(:attempts as integer) as attempts, cast(:next as timestamp with time zone) as next_try_at,
                                      cast(:reason as varchar(500)) as reason) n
                        on f.account = n.account
                        when matched then update set attempts = n.attempts, next_try_at = n.next_try_at, reason = n.reason
                        when not matched then insert (account, since, attempts, next_try_at, reason)
                            values (n.account, n.since, n.attempts, n.next_try_at, n.reason)""")
                .param("account", failing.account())
                .param("since", Sql.utc(failing.since()))
                .param("attempts", failing.attempts())
                .param("next", Sql.utc(failing.nextTryAt()))
                .param("reason", failing.reason())
                .update();
    }

    /** Deletes an account that no longer fails. */
    @Transactional
    public void delete(String account) {
        jdbc.sql("delete from failing_account where account = :account")
                .param("account", account)
                .update();
    }

    private static FailingAccount read(ResultSet row) throws SQLException {
        return new FailingAccount(
                row.getString("account"),
                Sql.instant(row, "since"),
                row.getInt("attempts"),
                Sql.instant(row, "next_try_at"),
                row.getString("reason"));
    }
}
