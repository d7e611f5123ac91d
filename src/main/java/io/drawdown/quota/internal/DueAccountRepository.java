package io.drawdown.quota.internal;

import io.drawdown.base.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the accounts that are due or failing. */
@Repository
public class DueAccountRepository {

    private static final String LOCK_DUE = """
            select account from ledger where account = any(cast(:accounts as varchar array)) and due_at <= :now
            order by account for update""";

    private final JdbcClient jdbc;

    DueAccountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An account that is due or failing.
     *
     * @param nextTryAt when it is tried again; null if it isn't failing
     */
    public record DueAccount(String account, @Nullable Instant nextTryAt) {}

    /** Finds the due accounts, followed by the failing accounts, whether they are due or not; at most the limit. */
    public List<DueAccount> find(Instant now, int limit) {
        return jdbc.sql("""
                        select account, next_try_at from (
                            select l.account, f.next_try_at, l.due_at
                            from ledger l left join failing_account f on f.account = l.account where l.due_at <= :now
                            union all
                            select l.account, f.next_try_at, l.due_at
                            from failing_account f join ledger l on l.account = f.account where l.due_at is null or l.due_at > :now) d
                        order by case when next_try_at is null then 0 else 1 end, due_at, account limit :most""")
                .param("now", Sql.utc(now))
                .param("most", limit)
                .query((row, index) -> new DueAccount(row.getString("account"), Sql.instantOrNull(row, "next_try_at")))
                .list();
    }

    /** Returns whether an account is due. */
    public boolean isDue(String account, Instant now) {
        return jdbc.sql("select count(*) from ledger where account = :account and due_at <= :now")
                        .param("account", account)
                        .param("now", Sql.utc(now))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Locks the given accounts that are still due, and waits for those that another transaction has locked. */
    public List<String> lockDue(Collection<String> accounts, Instant now) {
        return lock(LOCK_DUE, accounts, now);
    }

    /** Locks the given accounts that are still due, and skips those that another transaction has locked. */
    public List<String> lockDueSkippingLocked(Collection<String> accounts, Instant now) {
        return lock(LOCK_DUE + " skip locked", accounts, now);
    }

    private List<String> lock(String sql, Collection<String> accounts, Instant now) {
        return jdbc.sql(sql)
                .param("accounts", Sql.array("varchar", accounts, Function.identity()))
                .param("now", Sql.utc(now))
                .query(Sql::text)
                .list();
    }
}
