package io.drawdown.testing;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds the lock of an account's ledger, as another server would. */
@Component
public class HeldLedger {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    HeldLedger(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Does something while the ledger is held, which must not wait for it. */
    public <T> T passedOver(String account, Callable<T> action) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            return transaction.execute(status -> {
                lock(account);
                return get(thread.submit(action));
            });
        }
    }

    /** Does something that waits for the ledger, and something else meanwhile, in the transaction that holds it. */
    public <T> T awaited(String account, Callable<T> waiting, Runnable meanwhile) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            Future<T> waited = transaction.execute(status -> {
                lock(account);
                var running = thread.submit(waiting);
                await().until(() -> somebodyWaits(jdbc));
                meanwhile.run();
                return running;
            });
            return waited.get();
        }
    }

    /** Whether a transaction waits for a lock. */
    public static boolean somebodyWaits(JdbcClient jdbc) {
        return jdbc.sql(
                                System.getProperty("drawdown.test.database", "h2")
                                                .equals("h2")
                                        ? "select count(*) from information_schema.sessions where blocker_id is not null"
                                        : "select count(*) from pg_locks where not granted")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void lock(String account) {
        jdbc.sql("select account from ledger where account = :account for update")
                .param("account", account)
                .query(String.class)
                .single();
    }

    private static <T> T get(Future<T> done) {
        try {
            return done.get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
