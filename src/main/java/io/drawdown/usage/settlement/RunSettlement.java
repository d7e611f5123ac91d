package io.drawdown.usage.settlement;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.Lookup;
import io.drawdown.base.Months;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.spi.RunningJobSettlement;
import io.drawdown.usage.internal.RunRepository;
import io.drawdown.usage.internal.RunRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Settles running jobs up to an instant, by usage records that the program creates (R16). */
@Service
class RunSettlement implements RunningJobSettlement {

    private final RunRepository repository;
    private final Accounts accounts;
    private final Ledger ledger;
    private final UsageBatchFactory usageBatchFactory;
    private final Clock clock;

    RunSettlement(
            RunRepository repository,
            Accounts accounts,
            Ledger ledger,
            UsageBatchFactory usageBatchFactory,
            Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.ledger = ledger;
        this.usageBatchFactory = usageBatchFactory;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<PackageBalance> settle(LockedLedgers ledgers, Set<String> accounts, Instant until) {
        var open = repository.findOpen(accounts);
        var due = open.stream()
                .filter(run -> run.settledUntil().isBefore(endOfRun(run, until)))
                .toList();
        var changed = due.isEmpty() ? List.<PackageBalance>of() : settle(ledgers, due, until);
        var goOn = open.stream()
                .filter(run -> run.stoppedAt() == null || run.stoppedAt().isAfter(until))
                .map(run -> run.ref().account())
                .collect(Collectors.toSet());
        accounts.forEach(account -> ledgers.markSettledUntil(account, goOn.contains(account) ? until : null));
        ledger.save(ledgers);
        return changed;
    }

    private List<PackageBalance> settle(LockedLedgers ledgers, List<RunRow> due, Instant until) {
        var codes = due.stream().map(run -> run.ref().account()).collect(Collectors.toSet());
        var known = accounts.findAll(codes);
        var earliest =
                due.stream().map(RunRow::settledUntil).min(Instant::compareTo).orElseThrow();
        var usageBatch = usageBatchFactory.open(ledgers, codes, earliest, until, Set.of());
        usageBatch.continueLines(due);
        var segments = new ArrayList<RunRepository.RunSegment>();
        due.stream()
                .collect(Collectors.groupingBy(run -> run.ref().account(), LinkedHashMap::new, Collectors.toList()))
                .forEach((code, ofAccount) ->
                        segments.addAll(settle(usageBatch, Lookup.require(known, code), ofAccount, until)));
        repository.update(due.stream()
                .map(run -> run.withSettledUntil(endOfRun(run, until)))
                .toList());
        var changed = new ArrayList<PackageBalance>();
        usageBatch.write(until, clock.instant(), change -> changed.addAll(change.packages()));
        repository.insertSegments(segments);
        return changed;
    }

    /** Settles the runs of an account month by month, all runs of one month before the next (R16). */
    private static List<RunRepository.RunSegment> settle(
            UsageBatch usageBatch, Account account, List<RunRow> due, Instant until) {
        var segments = new ArrayList<RunRepository.RunSegment>();
        var open = new ArrayList<>(due);
        var earliest =
                due.stream().map(RunRow::settledUntil).min(Instant::compareTo).orElseThrow();
        for (var monthEnd : Months.splitAtMonthStarts(earliest, until, account.zone())) {
            for (var runs = open.listIterator(); runs.hasNext(); ) {
                var run = runs.next();
                var end = endOfRun(run, monthEnd);
                if (run.settledUntil().isBefore(end)) {
                    segments.add(usageBatch.settleRun(account, run, end));
                    runs.set(run.withSettledUntil(end));
                }
            }
        }
        return segments;
    }

    private static Instant endOfRun(RunRow run, Instant until) {
        return run.unsettledUsage().between(run.settledUntil(), until).end();
    }
}
