package io.drawdown.quota;

import io.drawdown.account.Account;
import io.drawdown.base.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledgers of accounts. An account's ledger numbers its entries (usage records, voids, deductions, charges) one after
 * the other, whatever table they are in, and is the account's lock: whoever writes for an account holds it.
 */
@Service
public class Ledger {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ledger(JdbcClient jdbc, JdbcTemplate batches, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Told to those who have work that comes by itself with time, when an account's due-time has come: its ledger is locked,
     * and they do what is due up to this instant and say by {@link #dueBy} when they are due next.
     */
    public record Due(String account, Instant until) {}

    /**
     * Locks the ledgers of these accounts until the transaction ends, always in the order of their codes, so that two
     * transactions that lock several can't wait for each other. What is due of them by now is done first, so that whoever
     * holds a ledger finds it up to date: by the time at which it got the lock, however long it waited.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Locked lock(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return new Locked(Map.of());
        }
        var lastEntries = new HashMap<String, Long>();
        var dueTimes = new LinkedHashMap<String, Instant>();
        jdbc.sql("select account, last_entry, due_at from ledger where account in (:accounts) order by account for update")
                .param("accounts", accounts)
                .query(row -> {
                    lastEntries.put(row.getString("account"), row.getLong("last_entry"));
                    var dueAt = Sql.instantOrNull(row, "due_at");
                    if (dueAt != null) {
                        dueTimes.put(row.getString("account"), dueAt);
                    }
                });
        var now = clock.instant();
        dueTimes.forEach((account, dueAt) -> {
            if (!dueAt.isAfter(now)) {
                catchUp(new Due(account, now));
            }
        });
        return new Locked(lastEntries);
    }

    /** Has {@link Due} told of an account at this instant, unless it is told earlier anyway. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void dueBy(String account, Instant at) {
        jdbc.sql("update ledger set due_at = :at where account = :account and (due_at is null or due_at > :at)")
                .param("account", account)
                .param("at", Sql.utc(at))
                .update();
    }

    private void catchUp(Due due) {
        jdbc.sql("update ledger set due_at = null where account = :account").param("account", due.account()).update();
        events.publishEvent(due);
    }

    /** Keeps the last entries that were given out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Locked locked) {
        batches.batchUpdate(
                "update ledger set last_entry = ? where account = ?",
                locked.lastEntries.entrySet().stream()
                        .map(last -> new Object[] {last.getValue(), last.getKey()})
                        .toList());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void open(Account.Opened opened) {
        jdbc.sql("insert into ledger (account, last_entry) values (:account, 0)")
                .param("account", opened.account())
                .update();
    }

    /** Ledgers that this transaction has locked. */
    public static final class Locked {

        private final Map<String, Long> lastEntries;

        private Locked(Map<String, Long> lastEntries) {
            this.lastEntries = lastEntries;
        }

        /** The number of the account's next entry; @throws IllegalStateException if its ledger isn't locked. */
        public long nextEntry(String account) {
            var last = lastEntries.computeIfPresent(account, (code, entry) -> entry + 1);
            if (last == null) {
                throw new IllegalStateException("The ledger of " + account + " is not locked");
            }
            return last;
        }
    }
}
