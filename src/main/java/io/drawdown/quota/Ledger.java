package io.drawdown.quota;

import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.base.sql.Sql;
import io.drawdown.quota.packages.PackageBalance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
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
    private final ProjectionLoader projections;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ledger(
            JdbcClient jdbc,
            JdbcTemplate batches,
            ProjectionLoader projectionLoader,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.projections = projectionLoader;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Told to whoever settles running jobs: those of these accounts, whose ledgers are locked, are to be settled up to an instant.
     *
     * @param changeListener takes what it comes to
     */
    public record SettlementRequest(
            LockedLedgers ledgers, Set<String> accounts, Instant until, Consumer<QuotaChanged> changeListener) {}

    /**
     * Told to those who have work that comes by itself with time, when the due-time of these accounts has come: their ledgers are
     * locked, their running jobs are settled up to this instant, and they do what is due by it and say by {@link #scheduleAt} when
     * they are due next.
     *
     * @param changedBalances the packages that running jobs have drawn from up to this instant, of which nobody else is told
     */
    public record AccountsDue(Set<String> accounts, Instant at, List<PackageBalance> changedBalances) {}

    /**
     * Locks the ledgers of these accounts until the transaction ends, always in the order of their codes, so that two
     * transactions that lock several can't wait for each other. What is due of them by now is done first, each at its instant,
     * and their running jobs are settled, so that whoever holds a ledger finds it up to date: by the time at which it got the
     * lock, however long it waited. Before the transaction commits, accounts with running jobs are due anew.
     *
     * @throws ProblemException if what is due of one of them can't be done
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedLedgers lock(Collection<String> accounts) {
        var lockedLedgers = lockLedgers(accounts);
        try {
            catchUp(lockedLedgers, dueTimes(lockedLedgers), lockedLedgers.lockedAt());
            var behind = lockedLedgers.unsettledAccounts(accounts, lockedLedgers.lockedAt());
            if (!behind.isEmpty()) {
                events.publishEvent(
                        new SettlementRequest(lockedLedgers, behind, lockedLedgers.lockedAt(), events::publishEvent));
            }
        } catch (RuntimeException failed) {
            throw toHeldUpProblem(accounts, failed);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                scheduleNext(lockedLedgers, accounts);
            }
        });
        return lockedLedgers;
    }

    /**
     * Locks the ledgers of these accounts as {@link #lock} does, and has only that done which is due.
     *
     * @param atMost what is due later than this after the first of it is left for another transaction
     * @return whether something was left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean catchUp(Collection<String> accounts, Duration atMost) {
        var lockedLedgers = lockLedgers(accounts);
        var due = dueTimes(lockedLedgers);
        return !due.isEmpty()
                && catchUp(lockedLedgers, due, Collections.min(due.values()).plus(atMost));
    }

    /** Has {@link AccountsDue} told of an account at this instant, unless it is told earlier anyway. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void scheduleAt(String account, Instant at) {
        scheduleAt(Map.of(account, at));
    }

    /** Has {@link AccountsDue} told of each of these accounts at its instant, unless it is told earlier anyway. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void scheduleAt(Map<String, Instant> next) {
        batches.batchUpdate(
                "update ledger set due_at = ? where account = ? and (due_at is null or due_at > ?)",
                next.entrySet().stream()
                        .map(one -> new Object[] {Sql.utc(one.getValue()), one.getKey(), Sql.utc(one.getValue())})
                        .toList());
    }

    /** Keeps the last entries that were given out, and up to when running jobs are settled. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void save(LockedLedgers lockedLedgers) {
        var changed = lockedLedgers.changedStates();
        batches.batchUpdate(
                "update ledger set last_entry = ?, settled_until = ? where account = ?",
                changed.stream()
                        .map(ledgerState -> new @Nullable Object[] {
                            ledgerState.lastEntry, Sql.utcOrNull(ledgerState.settledUntil), ledgerState.account
                        })
                        .toList());
        changed.forEach(ledgerState -> ledgerState.changed = false);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onAccountOpened(Account.Opened opened) {
        jdbc.sql("insert into ledger (account, last_entry) values (:account, 0)")
                .param("account", opened.account())
                .update();
    }

    /** Settles what runs by the zone that the account leaves, and notes from where on its months are those of the new one. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onAccountMoved(Account.ZoneChanged zoneChanged) {
        lock(List.of(zoneChanged.account()));
        jdbc.sql("update ledger set zone_since_entry = last_entry where account = :account")
                .param("account", zoneChanged.account())
                .update();
    }

    /** What passes, or goes away when the transaction is repeated, stays what it is. */
    private static RuntimeException toHeldUpProblem(Collection<String> accounts, RuntimeException failed) {
        return OutageClassifier.isOutage(failed)
                        || failed instanceof ProblemException
                        || failed instanceof DataIntegrityViolationException
                ? failed
                : new ProblemException(
                        ProblemType.ACCOUNT_HELD_UP,
                        (accounts.size() == 1
                                        ? "What is due of the account '"
                                                + accounts.iterator().next() + "' by itself fails"
                                        : "What is due of one of these accounts by itself fails")
                                + ", such as the settlement of its running jobs, and until that is mended nothing can be done for it. "
                                + "Nothing was changed. Admins see the reason under 'Failing Accounts'.",
                        failed);
    }

    private LockedLedgers lockLedgers(Collection<String> accounts) {
        var rows = readForUpdate(accounts);
        return new LockedLedgers(clock.instant().truncatedTo(ChronoUnit.SECONDS), rows);
    }

    private List<LedgerState> readForUpdate(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select account, last_entry, due_at, settled_until from ledger
                        where account = any(cast(:accounts as varchar array)) order by account for update""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query((row, index) -> new LedgerState(row))
                .list();
    }

    private static Map<String, Instant> dueTimes(LockedLedgers lockedLedgers) {
        var dueAt = new HashMap<String, Instant>();
        lockedLedgers
                .stateByAccount
                .values()
                .forEach(ledgerState ->
                        putIfDue(dueAt, ledgerState.account, ledgerState.dueAt, lockedLedgers.lockedAt()));
        return dueAt;
    }

    private static void putIfDue(Map<String, Instant> dueAt, String account, @Nullable Instant next, Instant now) {
        if (next != null && !next.isAfter(now)) {
            dueAt.put(account, next);
        }
    }

    /**
     * Does what is due of these accounts up to an instant, one instant after the other.
     *
     * @return whether something is due after it
     */
    private boolean catchUp(LockedLedgers lockedLedgers, Map<String, Instant> dueAt, Instant last) {
        while (!dueAt.isEmpty()) {
            var at = Collections.min(dueAt.values());
            if (at.isAfter(last)) {
                return true;
            }
            var due = dueAt.keySet().stream()
                    .filter(account -> dueAt.get(account).equals(at))
                    .collect(Collectors.toSet());
            catchUp(lockedLedgers, due, at);
            dueAt.keySet().removeAll(due);
            readDueTimes(due).forEach((account, next) -> putIfDue(dueAt, account, next, lockedLedgers.lockedAt()));
        }
        return false;
    }

    /** Does what is due of these accounts at an instant, all of them together. */
    private void catchUp(LockedLedgers lockedLedgers, Set<String> due, Instant at) {
        jdbc.sql("update ledger set due_at = null where account = any(cast(:accounts as varchar array))")
                .param("accounts", Sql.array("varchar", due, account -> account))
                .update();
        var changed = new ArrayList<PackageBalance>();
        var behind = lockedLedgers.unsettledAccounts(due, at);
        if (!behind.isEmpty()) {
            events.publishEvent(
                    new SettlementRequest(lockedLedgers, behind, at, change -> changed.addAll(change.packages())));
        }
        events.publishEvent(new AccountsDue(due, at, changed));
        scheduleNext(lockedLedgers, due);
    }

    private Map<String, Instant> readDueTimes(Collection<String> accounts) {
        var dueAt = new HashMap<String, Instant>();
        jdbc.sql(
                        "select account, due_at from ledger where account = any(cast(:accounts as varchar array)) and due_at is not null")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    dueAt.put(row.getString("account"), Sql.instant(row, "due_at"));
                });
        return dueAt;
    }

    /** Has accounts due at the next instant at which something happens to their running jobs. */
    private void scheduleNext(LockedLedgers lockedLedgers, Collection<String> accounts) {
        var next = new HashMap<String, Instant>();
        lockedLedgers
                .accountsBySettledUntil(accounts)
                .forEach((until, running) -> projections
                        .load(running, until)
                        .forEach((account, projectionInput) ->
                                projectionInput.projection().nextSettlement().ifPresent(at -> next.put(account, at))));
        if (!next.isEmpty()) {
            scheduleAt(next);
        }
    }

    private static final class LedgerState {

        private final String account;
        private final @Nullable Instant dueAt;
        private long lastEntry;
        private @Nullable Instant settledUntil;
        private boolean changed;

        LedgerState(ResultSet row) throws SQLException {
            account = row.getString("account");
            dueAt = Sql.instantOrNull(row, "due_at");
            lastEntry = row.getLong("last_entry");
            settledUntil = Sql.instantOrNull(row, "settled_until");
        }
    }

    /** Ledgers that this transaction has locked. */
    public static final class LockedLedgers {

        private final Instant lockedAt;
        private final Map<String, LedgerState> stateByAccount;

        private LockedLedgers(Instant at, List<LedgerState> rows) {
            this.lockedAt = at;
            this.stateByAccount = rows.stream()
                    .collect(Collectors.toMap(ledgerState -> ledgerState.account, ledgerState -> ledgerState));
        }

        /** When it got the lock, to the second: the running jobs of these accounts are settled up to then. */
        public Instant lockedAt() {
            return lockedAt;
        }

        /** The number of the account's next entry; @throws IllegalStateException if its ledger isn't locked. */
        public long nextEntry(String account) {
            var ledgerState = state(account);
            ledgerState.changed = true;
            return ++ledgerState.lastEntry;
        }

        /** Notes up to when an account's running jobs are settled; null if none runs. */
        public void markSettledUntil(String account, @Nullable Instant instant) {
            var ledgerState = state(account);
            ledgerState.changed = true;
            ledgerState.settledUntil = instant;
        }

        /** Those of these accounts whose running jobs aren't settled up to an instant yet. */
        private Set<String> unsettledAccounts(Collection<String> accounts, Instant until) {
            return statesWithRunningJobs(accounts)
                    .filter(ledgerState ->
                            Objects.requireNonNull(ledgerState.settledUntil).isBefore(until))
                    .map(ledgerState -> ledgerState.account)
                    .collect(Collectors.toSet());
        }

        private Map<Instant, List<String>> accountsBySettledUntil(Collection<String> accounts) {
            return statesWithRunningJobs(accounts)
                    .collect(Collectors.groupingBy(
                            ledgerState -> Objects.requireNonNull(ledgerState.settledUntil),
                            Collectors.mapping(ledgerState -> ledgerState.account, Collectors.toList())));
        }

        private Stream<LedgerState> statesWithRunningJobs(Collection<String> accounts) {
            return accounts.stream()
                    .distinct()
                    .filter(stateByAccount::containsKey)
                    .map(stateByAccount::get)
                    .filter(ledgerState -> ledgerState.settledUntil != null);
        }

        private List<LedgerState> changedStates() {
            return stateByAccount.values().stream()
                    .filter(ledgerState -> ledgerState.changed)
                    .toList();
        }

        private LedgerState state(String account) {
            var ledgerState = stateByAccount.get(account);
            if (ledgerState == null) {
                throw new IllegalStateException("The ledger of " + account + " is not locked");
            }
            return ledgerState;
        }
    }
}
