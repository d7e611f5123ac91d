package io.drawdown.quota;

import io.drawdown.quota.internal.LedgerRepository;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.spi.RunningJobSettlement;
import io.drawdown.quota.spi.ScheduledWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Brings locked ledgers up to date. It does the due work of their accounts, one instant after the other (R16, R21). */
@Component
class CatchUp {

    private final LedgerRepository repository;
    private final ProjectionLoader projections;
    // Resolved on first use, since the implementations need the ledger themselves.
    private final ObjectProvider<RunningJobSettlement> runningJobs;
    private final ObjectProvider<ScheduledWork> scheduledWork;

    CatchUp(
            LedgerRepository repository,
            ProjectionLoader projections,
            ObjectProvider<RunningJobSettlement> runningJobs,
            ObjectProvider<ScheduledWork> scheduledWork) {
        this.repository = repository;
        this.projections = projections;
        this.runningJobs = runningJobs;
        this.scheduledWork = scheduledWork;
    }

    /**
     * Does the work that is due up to an instant.
     *
     * @param dueTimes when accounts are due; entries are removed as their work is done
     * @return whether work is due after the instant
     */
    boolean runDue(LockedLedgers ledgers, Map<String, Instant> dueTimes, Instant last) {
        while (!dueTimes.isEmpty()) {
            var at = Collections.min(dueTimes.values());
            if (at.isAfter(last)) {
                return true;
            }
            var due = dueTimes.entrySet().stream()
                    .filter(dueTime -> dueTime.getValue().equals(at))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            runDueAt(ledgers, due, at);
            dueTimes.keySet().removeAll(due);
            repository.findDueTimes(due).forEach((account, next) -> {
                if (!next.isAfter(ledgers.lockedAt())) {
                    dueTimes.put(account, next);
                }
            });
        }
        return false;
    }

    /**
     * Settles the running jobs of accounts up to an instant. Returns what remains of each package that they drew
     * from.
     */
    List<PackageBalance> settleRunningJobs(LockedLedgers ledgers, Collection<String> accounts, Instant until) {
        var unsettled = ledgers.unsettledAccounts(accounts, until);
        return unsettled.isEmpty() ? List.of() : runningJobs.getObject().settle(ledgers, unsettled, until);
    }

    /** Schedules each account for the next instant at which something happens to its running jobs. */
    void scheduleNext(LockedLedgers ledgers, Collection<String> accounts) {
        var next = new HashMap<String, Instant>();
        ledgers.accountsBySettledUntil(accounts)
                .forEach((until, running) -> projections
                        .load(running, until)
                        .forEach((account, input) ->
                                input.projection().nextSettlement().ifPresent(at -> next.put(account, at))));
        if (!next.isEmpty()) {
            repository.scheduleAt(next);
        }
    }

    private void runDueAt(LockedLedgers ledgers, Set<String> accounts, Instant at) {
        repository.clearDueTimes(accounts);
        var changed = settleRunningJobs(ledgers, accounts, at);
        scheduledWork.getObject().runDue(accounts, at, changed);
        scheduleNext(ledgers, accounts);
    }
}
