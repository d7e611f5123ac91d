package io.drawdown.usage;

import io.drawdown.account.Accounts;
import io.drawdown.billing.Billing;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.QuotaBatches;
import io.drawdown.usage.internal.RunRow;
import io.drawdown.usage.internal.RunTable;
import io.drawdown.usage.internal.UsageTables;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Settles running jobs up to an instant, by usage records of the program's own (R16). */
@Service
class RunSettlement {

    private final RunTable runs;
    private final UsageTables tables;
    private final Accounts accounts;
    private final Ledger ledger;
    private final QuotaBatches quota;
    private final Billing billing;
    private final Clock clock;

    RunSettlement(
            RunTable runs, UsageTables tables, Accounts accounts, Ledger ledger, QuotaBatches quota, Billing billing, Clock clock) {
        this.runs = runs;
        this.tables = tables;
        this.accounts = accounts;
        this.ledger = ledger;
        this.quota = quota;
        this.billing = billing;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(Ledger.Settling settling) {
        var locked = settling.ledger();
        var until = settling.until();
        var open = runs.open(settling.accounts());
        var due = open.stream().filter(run -> run.burn().between(run.settledUntil(), until).nodeSeconds() > 0).toList();
        if (!due.isEmpty()) {
            settle(settling, due);
        }
        var goOn = open.stream()
                .filter(run -> run.stoppedAt() == null || run.stoppedAt().isAfter(until))
                .map(run -> run.ref().account())
                .collect(Collectors.toSet());
        settling.accounts().forEach(account -> locked.settledUntil(account, goOn.contains(account) ? until : null));
        ledger.keep(locked);
    }

    private void settle(Ledger.Settling settling, List<RunRow> due) {
        var locked = settling.ledger();
        var until = settling.until();
        var codes = due.stream().map(run -> run.ref().account()).collect(Collectors.toSet());
        var known = accounts.findAll(codes);
        var earliest = due.stream().map(RunRow::settledUntil).min(Instant::compareTo).orElseThrow();
        var posting = new Posting(tables, locked, quota.open(locked, codes, earliest, until, Set.of()), billing.open(locked, Set.of()));
        var settled = new ArrayList<RunRow>();
        var segments = new ArrayList<RunTable.Segment>();
        for (var run : due) {
            var end = run.burn().between(run.settledUntil(), until).end();
            segments.add(posting.settle(known.get(run.ref().account()), run, end));
            settled.add(run.settled(end));
        }
        runs.update(settled);
        posting.write(until, clock.instant(), settling.change());
        runs.insertSegments(segments);
    }
}
