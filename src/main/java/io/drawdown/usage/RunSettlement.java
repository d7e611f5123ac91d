package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.base.Months;
import io.drawdown.quota.Ledger;
import io.drawdown.usage.internal.RunRow;
import io.drawdown.usage.internal.RunTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private final Accounts accounts;
    private final Ledger ledger;
    private final Postings postings;
    private final Clock clock;

    RunSettlement(RunTable runs, Accounts accounts, Ledger ledger, Postings postings, Clock clock) {
        this.runs = runs;
        this.accounts = accounts;
        this.ledger = ledger;
        this.postings = postings;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(Ledger.Settling settling) {
        var locked = settling.ledger();
        var until = settling.until();
        var open = runs.open(settling.accounts());
        var due = open.stream()
                .filter(run -> run.settledUntil().isBefore(endOf(run, until)))
                .toList();
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
        var earliest =
                due.stream().map(RunRow::settledUntil).min(Instant::compareTo).orElseThrow();
        var posting = postings.open(locked, codes, earliest, until, Set.of());
        var segments = new ArrayList<RunTable.Segment>();
        due.stream()
                .collect(Collectors.groupingBy(run -> run.ref().account(), LinkedHashMap::new, Collectors.toList()))
                .forEach((code, ofAccount) -> segments.addAll(settle(posting, known.get(code), ofAccount, until)));
        runs.update(due.stream().map(run -> run.settled(endOf(run, until))).toList());
        posting.write(until, clock.instant(), settling.change());
        runs.insertSegments(segments);
    }

    /** Settles the runs of an account month by month, all of them in one before the next (R16). */
    private static List<RunTable.Segment> settle(Posting posting, Account account, List<RunRow> due, Instant until) {
        var segments = new ArrayList<RunTable.Segment>();
        var open = new ArrayList<>(due);
        var earliest =
                due.stream().map(RunRow::settledUntil).min(Instant::compareTo).orElseThrow();
        for (var monthEnd : Months.ends(earliest, until, account.zone())) {
            open.replaceAll(run -> {
                var end = endOf(run, monthEnd);
                if (!run.settledUntil().isBefore(end)) {
                    return run;
                }
                segments.add(posting.settle(account, run, end));
                return run.settled(end);
            });
        }
        return segments;
    }

    private static Instant endOf(RunRow run, Instant until) {
        return run.burn().between(run.settledUntil(), until).end();
    }
}
