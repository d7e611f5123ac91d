package io.drawdown.quota;

import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.quota.internal.DeductionLineRepository;
import io.drawdown.quota.internal.LedgerRepository;
import io.drawdown.quota.internal.QuotaRepository;
import io.drawdown.quota.ledger.LedgerState;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.queue.LongOverdueException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ledgers of accounts. A ledger numbers the entries of its account (usage records, voids, deductions, charges) in
 * one sequence across all tables. It is also the account's lock: every transaction that writes for an account holds
 * it. The ledger knows when work is due for the account, and each transaction that locks it does that work first.
 */
@Service
public class Ledger {

    /** The limit that keeps transactions short when much work has piled up during a standstill. */
    static final Duration MAX_CATCH_UP_PER_TRANSACTION = Duration.ofHours(6);

    private final LedgerRepository repository;
    private final QuotaRepository quotas;
    private final DeductionLineRepository deductionLines;
    private final CatchUp catchUp;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ledger(
            LedgerRepository repository,
            QuotaRepository quotas,
            DeductionLineRepository deductionLines,
            CatchUp catchUp,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.quotas = quotas;
        this.deductionLines = deductionLines;
        this.catchUp = catchUp;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Locks the ledgers of these accounts until the transaction ends. It locks them in the order of their codes, so
     * that two transactions can't deadlock. It then does the due work, each at its instant, and settles running jobs
     * up to the instant at which it got the lock. Before the transaction commits, it schedules the next settlement of
     * accounts with running jobs. If so much is due that the transaction would take too long, it ends instead, the
     * work is done in transactions of its own, and the caller's is repeated.
     *
     * @throws ProblemException if the due work of one of them can't be done
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedLedgers lock(Collection<String> accounts) {
        var ledgers = lockRows(accounts);
        requireNoneLongOverdue(ledgers);
        try {
            catchUp.runDue(ledgers, ledgers.dueTimes(), ledgers.lockedAt());
            var changed = catchUp.settleRunningJobs(ledgers, accounts, ledgers.lockedAt());
            if (!changed.isEmpty()) {
                events.publishEvent(new QuotaChanged(ledgers.lockedAt(), changed));
            }
        } catch (RuntimeException failed) {
            throw toHeldUpProblem(accounts, failed);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                catchUp.scheduleNext(ledgers, accounts);
            }
        });
        return ledgers;
    }

    /**
     * Locks the ledgers of these accounts as {@link #lock} does, and does only the due work.
     *
     * @param atMost how much time after the first due-time is caught up; later work is left to another transaction
     * @return whether work was left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean catchUp(Collection<String> accounts, Duration atMost) {
        var ledgers = lockRows(accounts);
        var dueTimes = ledgers.dueTimes();
        return !dueTimes.isEmpty()
                && catchUp.runDue(
                        ledgers, dueTimes, Collections.min(dueTimes.values()).plus(atMost));
    }

    /** Makes an account due at an instant, unless it is due earlier. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void scheduleAt(String account, Instant at) {
        repository.scheduleAt(Map.of(account, at));
    }

    /** Makes each of these accounts due at its instant, unless it is due earlier. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void scheduleAt(Map<String, Instant> dueTimes) {
        repository.scheduleAt(dueTimes);
    }

    /** Saves the numbers of the last entries and the instants up to which running jobs are settled. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void save(LockedLedgers ledgers) {
        var changed = ledgers.changedStates();
        repository.update(changed);
        changed.forEach(LedgerState::markSaved);
    }

    /**
     * Reads what the draw-down of a transaction needs.
     *
     * @param accounts the locked accounts whose usage will be settled or taken back
     * @param earliest the earliest start of that usage
     * @param latest the latest end of that usage
     * @param toTakeBack settled usage records that will be taken back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public QuotaBatch openBatch(
            LockedLedgers ledgers,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        return new QuotaBatch(quotas, deductionLines, events, ledgers, accounts, earliest, latest, toTakeBack);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onAccountOpened(Account.Opened opened) {
        repository.insert(opened.account());
    }

    /** Waits for orders and settlements of the account that have begun, and keeps off others. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onCurrencyChanged(Account.CurrencyChanged changed) {
        lock(List.of(changed.account()));
    }

    /** Waits for jobs of the account that start, settles those that run, and keeps off others. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onClosing(Account.Closing closing) {
        lock(List.of(closing.account()));
    }

    /**
     * Settles running jobs by the old time zone, and records the entry from which the months are those of the new
     * zone.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onZoneChanged(Account.ZoneChanged zoneChanged) {
        lock(List.of(zoneChanged.account()));
        repository.startZone(zoneChanged.account());
    }

    /**
     * Wraps a failure of due work. Outages, problems and integrity violations stay as they are, since they may pass
     * or succeed when the transaction is repeated.
     */
    static RuntimeException toHeldUpProblem(Collection<String> accounts, RuntimeException failed) {
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

    /** Ends a transaction that can be repeated if accounts are so long overdue that it would take too long. */
    private static void requireNoneLongOverdue(LockedLedgers ledgers) {
        var limit = ledgers.lockedAt().minus(MAX_CATCH_UP_PER_TRANSACTION);
        var longOverdue = ledgers.dueTimes().entrySet().stream()
                .filter(dueTime -> dueTime.getValue().isBefore(limit))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!longOverdue.isEmpty() && LongOverdueException.isHandled()) {
            throw new LongOverdueException(longOverdue);
        }
    }

    private LockedLedgers lockRows(Collection<String> accounts) {
        var rows = repository.lock(accounts);
        return new LockedLedgers(clock.instant().truncatedTo(ChronoUnit.SECONDS), rows);
    }
}
