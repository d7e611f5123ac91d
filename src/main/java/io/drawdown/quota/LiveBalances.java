package io.drawdown.quota;

import io.drawdown.base.sql.Sql;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.ledger.LedgerVersion;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Reckons what running jobs have used up to now on top of what is settled, without writing anything (R16). It asks for no
 * rights: its caller has checked that whoever asks may read the account.
 */
@Service
public class LiveBalances {

    private final JdbcClient jdbc;
    private final ProjectionLoader projections;
    private final Clock clock;

    LiveBalances(JdbcClient jdbc, ProjectionLoader projectionLoader, Clock clock) {
        this.jdbc = jdbc;
        this.projections = projectionLoader;
        this.clock = clock;
    }

    /** An account now. */
    public AccountSnapshot snapshot(String account) {
        return readWithSnapshot(account, accountSnapshot -> accountSnapshot);
    }

    /**
     * Reads something of what is settled of an account together with what has run since. What is settled while it reads is read
     * again, so that nothing is counted twice or left out.
     */
    public <T> T readWithSnapshot(String account, Function<AccountSnapshot, T> read) {
        return projections.readConsistently(
                account,
                heading -> read.apply(heading.map(running -> AccountSnapshot.of(running, clock.instant()))
                        .orElseGet(() -> AccountSnapshot.withoutRunningJobs(clock.instant()))));
    }

    /** By which accounts can be seen to have changed, in one statement however many they are. */
    public Map<String, LedgerVersion> versions(Collection<String> accounts) {
        var pulses = new HashMap<String, LedgerVersion>();
        jdbc.sql("""
                        select l.account, l.last_entry, l.settled_until, l.due_at
                        from unnest(cast(:accounts as varchar(63) array)) as a(account) join ledger l on l.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, Function.identity()))
                .query(row -> {
                    pulses.put(
                            row.getString("account"),
                            new LedgerVersion(
                                    row.getLong("last_entry"),
                                    Sql.instantOrNull(row, "settled_until"),
                                    Sql.instantOrNull(row, "due_at")));
                });
        return pulses;
    }
}
