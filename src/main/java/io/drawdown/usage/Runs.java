package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.JobObservation;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.internal.RunRepository;
import io.drawdown.usage.internal.RunRow;
import io.drawdown.usage.runs.Run;
import io.drawdown.usage.runs.SilentRun;
import io.drawdown.usage.runs.SilentRunFilter;
import io.drawdown.usage.runs.WaitingStop;
import io.drawdown.usage.runs.WaitingStopFilter;
import io.drawdown.usage.settlement.RunBatch;
import io.drawdown.usage.settlement.UsageBatchFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The runs of accounts. Admins can stop those that have fallen silent (R16). */
@Service
public class Runs {

    private final RunRepository repository;
    private final UsageBatchFactory usageBatchFactory;
    private final EventReader reader;
    private final Ledger ledger;
    private final Accounts accounts;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration silentAfter;

    Runs(
            RunRepository repository,
            UsageBatchFactory usageBatchFactory,
            EventReader reader,
            Ledger ledger,
            Accounts accounts,
            Access access,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${drawdown.runs.silent-after}") Duration silentAfter) {
        this.repository = repository;
        this.usageBatchFactory = usageBatchFactory;
        this.reader = reader;
        this.ledger = ledger;
        this.accounts = accounts;
        this.access = access;
        this.events = events;
        this.clock = clock;
        this.silentAfter = silentAfter;
    }

    /** Returns how long a running job whose start announced no interval may not be heard of before it is silent. */
    public Duration silentAfter() {
        return silentAfter;
    }

    /** Saves that jobs were observed to run. The caller must have checked that they may be reported (R16). */
    @RetryOnConflict
    @Transactional
    public void observe(List<JobObservation> observations) {
        repository.saveObservations(observations, clock.instant(), silentAfter);
    }

    /**
     * Lists the runs of an account, or of one of its jobs, those that started last first. They can be filtered by
     * whether they are still running.
     */
    @Transactional(readOnly = true)
    public Listing<Run> list(String account, @Nullable Boolean running, @Nullable String job) {
        access.requireRead(account);
        return repository.list(account, running, job, clock.instant()).map(this::toRun);
    }

    /** Returns one run of an account. */
    @Transactional(readOnly = true)
    public Run get(String account, String id) {
        access.requireRead(account);
        return toRun(find(account, id));
    }

    /**
     * Lists the runs of all accounts that haven't stopped and haven't been heard of for three times the interval that
     * their start announced, or, without one, for {@link #silentAfter}: the longest not heard of first.
     */
    @Transactional(readOnly = true)
    public Listing<SilentRun> listSilent(SilentRunFilter filter) {
        access.requireAdmin();
        var now = clock.instant();
        return repository
                .listSilent(filter.account(), filter.text(), now, silentAfter)
                .map(run -> SilentRun.of(run, now));
    }

    /** Lists the stops that wait for their starts, those that have waited longest first. */
    @Transactional(readOnly = true)
    public Listing<WaitingStop> listWaitingStops(WaitingStopFilter filter) {
        access.requireAdmin();
        return repository.listWaitingStops(filter.account(), filter.text()).map(WaitingStop::of);
    }

    /**
     * Stops a run at an instant, with fractions of a second cut off. Usage that is settled past the instant is taken
     * back, as for a stop that the scheduler sends. Stopping it again at the same instant changes nothing.
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public Run stop(String code, String id, @Nullable Instant instant) {
        access.requireAdminOf(code);
        var stoppedAt = Validation.required("stoppedAt", instant);
        var lockedLedgers = ledger.lock(List.of(code));
        var run = find(code, id);
        var stop = new UsageEvent.Stopped(code, run.source(), id, run.job(), stoppedAt.truncatedTo(ChronoUnit.SECONDS));
        if (!stop.stoppedAt().equals(run.stoppedAt()) || run.voided()) {
            requireRunning(run);
            reader.checkNotAhead(
                            new Validation()
                                    .require(
                                            !stop.stoppedAt().isBefore(run.startedAt()),
                                            "stoppedAt",
                                            "must not lie before the run's start, " + run.startedAt()),
                            "stoppedAt",
                            stop.stoppedAt())
                    .throwIfInvalid();
            stop(lockedLedgers, accounts.current(code), stop);
            events.publishEvent(
                    new AuditedChange(AuditAction.RUN_STOPPED, code, run.job(), toRun(run), toRun(find(code, id))));
        }
        return toRun(find(code, id));
    }

    private Run toRun(RunRow row) {
        return Run.of(row, row.silentSince(silentAfter, clock.instant()));
    }

    private void stop(LockedLedgers lockedLedgers, Account account, UsageEvent.Stopped stop) {
        var now = clock.instant();
        var runs = new RunBatch(repository, lockedLedgers, List.of(), List.of(stop), List.of());
        var usageBatch = usageBatchFactory.open(
                lockedLedgers, List.of(account.code()), runs.earliestStart().orElse(now), now, runs.usageToVoid());
        runs.stop(usageBatch, account, stop);
        runs.write(usageBatch, now);
        ledger.save(lockedLedgers);
    }

    private static void requireRunning(RunRow run) {
        if (run.voided()) {
            throw new ProblemException(
                    ProblemType.CHANGED_MEANWHILE,
                    "The start of '" + run.job() + "' at " + run.startedAt()
                            + " was taken back, so that there is nothing to stop.");
        }
        if (run.stoppedAt() != null) {
            throw new ProblemException(
                    ProblemType.CHANGED_MEANWHILE,
                    "The job '" + run.job() + "' stopped at " + run.stoppedAt()
                            + ", and that stands. If it stopped earlier, report a stop with the earlier time; if it ran on, report a start at "
                            + run.stoppedAt() + ".");
        }
    }

    private RunRow find(String account, String id) {
        var number = id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
        return repository.findByStart(List.of(new UsageRef(account, number))).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The run '" + id + "'"));
    }
}
