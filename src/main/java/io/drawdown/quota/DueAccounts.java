package io.drawdown.quota;

import io.drawdown.base.EverySecond;
import io.drawdown.base.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks each second for accounts whose due-time has come and brings their ledgers up to date. Any number of servers can do
 * so at once: an account that somebody else holds is being brought up to date there.
 */
@Component
public class DueAccounts extends EverySecond {

    private static final Logger LOG = LoggerFactory.getLogger(DueAccounts.class);
    private static final int AT_ONCE = 10_000;
    private static final int TOGETHER = 50;

    /** So that nobody waits for long for accounts of which much is due after a stand-still. */
    private static final Duration AT_A_TIME = Duration.ofHours(6);

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DueAccounts(
            JdbcClient jdbc,
            Ledger ledger,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value(ENABLED) boolean enabled) {
        super("due-accounts", clock, enabled);
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Brings every account that is due up to date, so many and so much in one transaction. Where one of them fails, each has a
     * transaction of its own, and that one is tried again the next time.
     */
    public void catchUp() {
        var due = due();
        for (var from = 0; from < due.size(); from += TOGETHER) {
            var together = due.subList(from, Math.min(from + TOGETHER, due.size()));
            try {
                catchUp(together);
            } catch (RuntimeException failed) {
                together.forEach(this::catchUpAlone);
            }
        }
    }

    @Override
    protected void run() {
        catchUp();
    }

    private List<String> due() {
        return jdbc.sql("select account from ledger where due_at <= :now order by due_at, account limit :most")
                .param("now", Sql.utc(clock.instant()))
                .param("most", AT_ONCE)
                .query(String.class)
                .list();
    }

    private void catchUpAlone(String account) {
        try {
            catchUp(List.of(account));
        } catch (RuntimeException failed) {
            LOG.error("What is due of the account {} could not be done and will be tried again", account, failed);
        }
    }

    private void catchUp(List<String> accounts) {
        var isMoreDue = true;
        while (isMoreDue) {
            isMoreDue = Boolean.TRUE.equals(transaction.execute(status -> ledger.catchUp(claim(accounts), AT_A_TIME)));
        }
    }

    /** Those of these accounts that are still due and that nobody else holds. */
    private List<String> claim(List<String> accounts) {
        return jdbc.sql("""
                        select account from ledger where account = any(cast(:accounts as varchar array)) and due_at <= :now
                        order by account for update skip locked""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .param("now", Sql.utc(clock.instant()))
                .query(String.class)
                .list();
    }
}
