package io.drawdown.quota;

import io.drawdown.base.EverySecond;
import io.drawdown.base.Sql;
import java.time.Clock;
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
    private static final int AT_ONCE = 1000;

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
        super("due-accounts", enabled);
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Brings every account that is due up to date, one transaction each. One that fails is tried again the next time. */
    public void catchUp() {
        for (var account : due()) {
            try {
                transaction.executeWithoutResult(status -> catchUp(account));
            } catch (RuntimeException failed) {
                LOG.error("What is due of the account {} could not be done and will be tried again", account, failed);
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

    private void catchUp(String account) {
        jdbc.sql("select account from ledger where account = :account and due_at <= :now for update skip locked")
                .param("account", account)
                .param("now", Sql.utc(clock.instant()))
                .query(String.class)
                .optional()
                .ifPresent(claimed -> ledger.catchUp(List.of(claimed)));
    }
}
