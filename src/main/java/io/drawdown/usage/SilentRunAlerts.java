package io.drawdown.usage;

import io.drawdown.alert.Alert;
import io.drawdown.alert.SilentRuns;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.usage.internal.RunRow;
import io.drawdown.usage.internal.SilenceRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises alerts about runs that have fallen silent, one for those that do so within a minute of the first (R16). Each
 * silence is told once; a run that was heard of since can fall silent again.
 */
@Service
class SilentRunAlerts {

    /** Runs that fall silent so soon after the first are told in the same message. */
    static final Duration TOLD_TOGETHER = Duration.ofMinutes(1);

    private static final Comparator<RunRow> COSTLIEST_FIRST = Comparator.comparing(
                    (RunRow run) -> run.perHour().amount())
            .reversed()
            .thenComparingLong(run -> run.ref().entry());

    private final SilenceRepository repository;
    private final Runs runs;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SilentRunAlerts(
            SilenceRepository repository, Runs runs, Ledger ledger, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.runs = runs;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** Raises the alerts of an account that are due. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    void raise(String account) {
        ledger.lock(List.of(account)); // so that two servers don't make two messages of one minute
        var now = clock.instant();
        var silentAfter = runs.silentAfter();
        var untold = repository.findUntold(account, now.plus(TOLD_TOGETHER), silentAfter).stream()
                .sorted(Comparator.comparing((RunRow run) -> run.silentAt(silentAfter))
                        .thenComparingLong(run -> run.ref().entry()))
                .toList();
        while (!untold.isEmpty()) {
            var firstAt = untold.getFirst().silentAt(silentAfter);
            if (firstAt.isAfter(now)) {
                return;
            }
            var together = untold.stream()
                    .filter(run -> !run.silentAt(silentAfter).isAfter(firstAt.plus(TOLD_TOGETHER)))
                    .toList();
            raise(account, repository.markTold(together), firstAt);
            untold = untold.subList(together.size(), untold.size());
        }
    }

    private void raise(String account, List<RunRow> silent, Instant happenedAt) {
        if (silent.isEmpty()) {
            return;
        }
        var byCost = silent.stream().sorted(COSTLIEST_FIRST).toList();
        var first = byCost.getFirst();
        var jobs = byCost.stream()
                .map(RunRow::job)
                .distinct()
                .limit(SilentRuns.MAX_NAMED_JOBS)
                .toList();
        events.publishEvent(new Alert.Raised(
                account,
                List.of(Alert.ofSilentRuns(
                        account,
                        new PackageKind(first.region(), first.specification(), EnumSet.of(first.activity())),
                        new SilentRuns(Long.toString(first.ref().entry()), jobs, silent.size()),
                        happenedAt))));
    }
}
