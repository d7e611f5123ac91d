package io.drawdown.quota;

import io.drawdown.account.Account;
import io.drawdown.base.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ledgers of accounts. An account's ledger numbers its entries (usage records, voids, deductions, charges) one after
 * the other, whatever table they are in, and is the account's lock: whoever writes for an account holds it. It also knows when
 * something will happen to the account by itself, and has it done by whoever locks it then.
 */
@Service
public class Ledger {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Course course;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ledger(JdbcClient jdbc, JdbcTemplate batches, Course course, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.course = course;
        this.events = events;
        this.clock = clock;
    }

    /** Told to whoever settles running jobs: those of these accounts, whose ledgers are locked, are to be settled up to an instant. */
    public record Settling(Locked ledger, Set<String> accounts, Instant until) {}

    /**
     * Told to those who have work that comes by itself with time, when an account's due-time has come: its ledger is locked,
     * its running jobs are settled up to this instant, and they do what is due by it and say by {@link #dueBy} when they are
     * due next.
     */
    public record Due(String account, Instant at) {}

    /**
     * Locks the ledgers of these accounts until the transaction ends, always in the order of their codes, so that two
     * transactions that lock several can't wait for each other. What is due of them by now is done first, each at its instant,
     * and their running jobs are settled, so that whoever holds a ledger finds it up to date: by the time at which it got the
     * lock, however long it waited. Before the transaction commits, accounts with running jobs are due anew.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Locked lock(Collection<String> accounts) {
        var locked = catchUp(accounts);
        var behind = locked.behind();
        if (!behind.isEmpty()) {
            events.publishEvent(new Settling(locked, behind, locked.at()));
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                announce(locked.running(), locked.at());
            }
        });
        return locked;
    }

    /** Locks the ledgers of these accounts as {@link #lock} does, and has only that done which is due. */
    @Transactional(propagation = Propagation.MANDATORY)
    Locked catchUp(Collection<String> accounts) {
        var rows = rows(accounts);
        var locked = new Locked(clock.instant().truncatedTo(ChronoUnit.SECONDS), rows);
        for (var row : rows) {
            if (row.dueAt != null && !row.dueAt.isAfter(locked.at())) {
                catchUp(locked, row.account, row.dueAt);
            }
        }
        return locked;
    }

    /** Has {@link Due} told of an account at this instant, unless it is told earlier anyway. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void dueBy(String account, Instant at) {
        dueBy(Map.of(account, at));
    }

    /** Keeps the last entries that were given out, and up to when running jobs are settled. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Locked locked) {
        var changed = locked.changed();
        batches.batchUpdate(
                "update ledger set last_entry = ?, settled_until = ? where account = ?",
                changed.stream()
                        .map(row -> new @Nullable Object[] {row.lastEntry, Sql.utcOrNull(row.settledUntil), row.account})
                        .toList());
        changed.forEach(row -> row.changed = false);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void open(Account.Opened opened) {
        jdbc.sql("insert into ledger (account, last_entry) values (:account, 0)")
                .param("account", opened.account())
                .update();
    }

    private List<Row> rows(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select account, last_entry, due_at, settled_until from ledger
                        where account in (:accounts) order by account for update""")
                .param("accounts", accounts)
                .query((row, index) -> new Row(row))
                .list();
    }

    private void catchUp(Locked locked, String account, Instant dueAt) {
        for (@Nullable Instant next = dueAt; next != null && !next.isAfter(locked.at()); next = dueAt(account)) {
            jdbc.sql("update ledger set due_at = null where account = :account").param("account", account).update();
            if (locked.isRunning(account)) {
                events.publishEvent(new Settling(locked, Set.of(account), next));
            }
            events.publishEvent(new Due(account, next));
            if (locked.isRunning(account)) {
                announce(Set.of(account), next);
            }
        }
    }

    private @Nullable Instant dueAt(String account) {
        return jdbc.sql("select due_at from ledger where account = :account")
                .param("account", account)
                .query((row, index) -> Optional.ofNullable(Sql.instantOrNull(row, "due_at")))
                .single()
                .orElse(null);
    }

    /** Has accounts due at the next instant at which something happens to their running jobs. */
    private void announce(Collection<String> running, Instant settledUntil) {
        if (!running.isEmpty()) {
            var next = new HashMap<String, Instant>();
            course.of(running, settledUntil)
                    .forEach((account, heading) -> heading.forward().next().ifPresent(at -> next.put(account, at)));
            dueBy(next);
        }
    }

    private void dueBy(Map<String, Instant> next) {
        batches.batchUpdate("update ledger set due_at = ? where account = ? and (due_at is null or due_at > ?)",
                next.entrySet().stream()
                        .map(one -> new Object[] {Sql.utc(one.getValue()), one.getKey(), Sql.utc(one.getValue())})
                        .toList());
    }

    private static final class Row {

        private final String account;
        private final @Nullable Instant dueAt;
        private long lastEntry;
        private @Nullable Instant settledUntil;
        private boolean changed;

        Row(ResultSet row) throws SQLException {
            account = row.getString("account");
            dueAt = Sql.instantOrNull(row, "due_at");
            lastEntry = row.getLong("last_entry");
            settledUntil = Sql.instantOrNull(row, "settled_until");
        }
    }

    /** Ledgers that this transaction has locked. */
    public static final class Locked {

        private final Instant at;
        private final Map<String, Row> rows;

        private Locked(Instant at, List<Row> rows) {
            this.at = at;
            this.rows = rows.stream().collect(Collectors.toMap(row -> row.account, row -> row));
        }

        /** When it got the lock, to the second: the running jobs of these accounts are settled up to then. */
        public Instant at() {
            return at;
        }

        /** The number of the account's next entry; @throws IllegalStateException if its ledger isn't locked. */
        public long nextEntry(String account) {
            var row = row(account);
            row.changed = true;
            return ++row.lastEntry;
        }

        /** Notes up to when an account's running jobs are settled; null if none runs. */
        public void settledUntil(String account, @Nullable Instant instant) {
            var row = row(account);
            row.changed = true;
            row.settledUntil = instant;
        }

        private boolean isRunning(String account) {
            return row(account).settledUntil != null;
        }

        private Set<String> running() {
            return rows.keySet().stream().filter(this::isRunning).collect(Collectors.toSet());
        }

        private Set<String> behind() {
            return rows.values().stream()
                    .filter(row -> row.settledUntil != null && row.settledUntil.isBefore(at))
                    .map(row -> row.account)
                    .collect(Collectors.toSet());
        }

        private List<Row> changed() {
            return rows.values().stream().filter(row -> row.changed).toList();
        }

        private Row row(String account) {
            var row = rows.get(account);
            if (row == null) {
                throw new IllegalStateException("The ledger of " + account + " is not locked");
            }
            return row;
        }
    }
}
