package io.drawdown.usage.settlement;

import io.drawdown.account.model.Account;
import io.drawdown.base.Lookup;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.internal.JobKey;
import io.drawdown.usage.internal.RunRepository;
import io.drawdown.usage.internal.RunRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The starts and stops of one transaction (R16). A run ends with the first stop at or after its start. Stops that end
 * no run wait for their starts. The running jobs of the accounts have been settled up to the instant of the lock, so
 * this class settles late usage: the past of a run that was just reported, and the valid part of a run that stopped
 * earlier than it was settled.
 */
public final class RunBatch {

    private final RunRepository repository;
    private final LockedLedgers lockedLedgers;
    private final Map<JobKey, Set<Instant>> waitingStops;
    private final Map<JobKey, Set<Instant>> storedWaitingStops = new HashMap<>();
    private final Map<UsageRef, RunRow> runs = new HashMap<>();
    private final Map<JobKey, Set<UsageRef>> runsByJob = new HashMap<>();
    private final Map<UsageRef, List<RunRepository.RunSegment>> segmentsByRun;
    private final Set<UsageRef> storedRuns;
    private final Set<UsageRef> changedRuns = new HashSet<>();
    private final List<RunRepository.RunSegment> newSegments = new ArrayList<>();

    /**
     * Reads the stored runs and stops of the jobs in these events.
     *
     * @param started new starts, and those that may begin because of a stop among these events
     * @param starts starts that will be taken back
     */
    public RunBatch(
            RunRepository repository,
            LockedLedgers lockedLedgers,
            Collection<UsageEvent.Started> started,
            Collection<UsageEvent.Stopped> stopped,
            Collection<UsageRef> starts) {
        this.repository = repository;
        this.lockedLedgers = lockedLedgers;
        var from = new HashMap<JobKey, Instant>();
        started.forEach(start -> from.merge(jobKey(start), start.startedAt(), RunBatch::earlier));
        stopped.forEach(stop -> from.merge(jobKey(stop), stop.stoppedAt(), RunBatch::earlier));
        var toTakeBack = starts.isEmpty() ? List.<RunRow>of() : repository.findByStart(starts);
        toTakeBack.forEach(run -> from.merge(jobKey(run), run.startedAt(), RunBatch::earlier));
        toTakeBack.forEach(this::addRun);
        if (!from.isEmpty()) {
            repository.findEndingFrom(from).forEach(this::addRun);
        }
        storedRuns = Set.copyOf(runs.keySet());
        waitingStops = from.isEmpty()
                ? new HashMap<>()
                : repository.findWaitingStops(from).stream()
                        .collect(Collectors.groupingBy(
                                RunRepository.WaitingStop::job,
                                HashMap::new,
                                Collectors.mapping(RunRepository.WaitingStop::stoppedAt, Collectors.toSet())));
        waitingStops.forEach((job, stops) -> storedWaitingStops.put(job, Set.copyOf(stops)));
        var toCut = new HashMap<UsageRef, Instant>();
        stopped.forEach(stop ->
                runsOf(jobKey(stop)).forEach(run -> toCut.merge(run.ref(), stop.stoppedAt(), RunBatch::earlier)));
        toTakeBack.forEach(run -> toCut.put(run.ref(), run.startedAt()));
        segmentsByRun = toCut.isEmpty()
                ? new HashMap<>()
                : repository.findSegments(toCut).stream()
                        .collect(Collectors.groupingBy(
                                RunRepository.RunSegment::run, HashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** Returns the usage records that may be voided. */
    public List<UsageRef> usageToVoid() {
        return segmentsByRun.values().stream()
                .flatMap(List::stream)
                .map(RunRepository.RunSegment::usage)
                .toList();
    }

    /** Returns the earliest instant of usage that may be settled again. */
    public Optional<Instant> earliestStart() {
        return segmentsByRun.values().stream()
                .flatMap(List::stream)
                .map(RunRepository.RunSegment::from)
                .min(Instant::compareTo);
    }

    /** Starts a run, and settles its usage up to now. */
    void start(UsageBatch usageBatch, Account account, UsageEvent.Started event, UsageRef ref, Money perNodeHour) {
        var job = jobKey(event);
        var following = runEndedInPlaceOfThisOne(job, event.startedAt());
        var stop = following.map(RunRow::startedAt).orElseGet(() -> removeFirstWaitingStop(job, event.startedAt()));
        var run = new RunRow(
                ref,
                event.source(),
                event.job(),
                event.region(),
                event.pool(),
                event.specification(),
                event.activity(),
                event.nodes(),
                perNodeHour,
                event.startedAt(),
                stop,
                event.startedAt(),
                false,
                lockedLedgers.lockedAt(),
                event.reportEvery());
        putChanged(run);
        settle(
                usageBatch,
                account,
                run,
                run.unsettledUsage()
                        .between(event.startedAt(), lockedLedgers.lockedAt())
                        .end());
        following.ifPresent(next -> endLater(usageBatch, account, next));
    }

    /** Refuses a start during another run, and a start whose run would contain another start (R16). */
    void requireNoOverlap(UsageEvent.Started event) {
        var job = jobKey(event);
        runsOf(job)
                .filter(run -> isRunningAt(run, event.startedAt()))
                .findFirst()
                .ifPresent(run -> {
                    throw ProblemException.forField(
                            ProblemType.INVALID,
                            "data.startedAt",
                            "The job '" + event.job()
                                    + (run.stoppedAt() == null
                                            ? "' has been running since " + run.startedAt()
                                                    + "; if it was started again, send its stop first."
                                            : "' ran from " + run.startedAt() + " to " + run.stoppedAt()
                                                    + ", and can't have started in between."));
                });
        if (runEndedInPlaceOfThisOne(job, event.startedAt()).isPresent()) {
            return;
        }
        var stop = firstWaitingStop(job, event.startedAt());
        nextRun(job, event.startedAt())
                .filter(next -> stop == null || stop.isAfter(next.startedAt()))
                .ifPresent(next -> {
                    throw ProblemException.forField(
                            ProblemType.INVALID,
                            "data.startedAt",
                            "The job '" + event.job() + "' started again at "
                                    + next.startedAt() + ", and nothing tells when the run that started at "
                                    + event.startedAt()
                                    + " stopped. Send that stop; this start then counts by itself.");
                });
    }

    /** Ends a run, or saves the stop until its start is reported. */
    public void stop(UsageBatch usageBatch, Account account, UsageEvent.Stopped event) {
        var job = jobKey(event);
        findRunToStop(job, event.stoppedAt())
                .ifPresentOrElse(
                        run -> endRun(usageBatch, account, run, event.stoppedAt()),
                        () -> addWaitingStop(job, event.stoppedAt()));
    }

    /** Takes a run back. Its usage records are voided, and its stop waits for another start. */
    List<UsageRef> voidRun(UsageBatch usageBatch, Account account, UsageRef start) {
        var run = Lookup.require(runs, start);
        if (run.stoppedAt() != null) {
            addWaitingStop(jobKey(run), run.stoppedAt());
        }
        var taken = List.copyOf(segmentsByRun.getOrDefault(start, List.of()));
        voidRun(usageBatch, account, taken);
        putChanged(run.asVoided());
        return taken.stream().map(RunRepository.RunSegment::usage).toList();
    }

    /** Returns whether a start was taken back. */
    boolean isVoided(UsageRef start) {
        return Lookup.require(runs, start).voided();
    }

    /** Writes the runs, the usage batch, and which usage records belong to which run. The change happens now. */
    public void write(UsageBatch usageBatch, Instant now) {
        repository.insert(changedRuns.stream()
                .filter(ref -> !storedRuns.contains(ref))
                .map(runs::get)
                .toList());
        repository.update(
                changedRuns.stream().filter(storedRuns::contains).map(runs::get).toList());
        repository.insertWaitingStops(stopsMissingIn(waitingStops, storedWaitingStops), now);
        repository.deleteWaitingStops(stopsMissingIn(storedWaitingStops, waitingStops));
        usageBatch.write(now);
        repository.insertSegments(newSegments);
    }

    /**
     * Finds the run that a stop at an instant ends: the one that runs then, or has just ended; the last if there are
     * several.
     */
    private Optional<RunRow> findRunToStop(JobKey job, Instant stop) {
        return runsOf(job)
                .filter(run -> !run.startedAt().isAfter(stop)
                        && (run.stoppedAt() == null || !run.stoppedAt().isBefore(stop)))
                .max(RunRow.ORDER.thenComparingLong(run -> run.ref().entry()));
    }

    private void endRun(UsageBatch usageBatch, Account account, RunRow run, Instant stop) {
        if (stop.equals(run.stoppedAt())) {
            return;
        }
        if (run.stoppedAt() != null) {
            addWaitingStop(jobKey(run), run.stoppedAt());
        }
        if (!run.settledUntil().isAfter(stop)) {
            putChanged(run.withStop(stop));
            return;
        }
        var beyond = segmentsByRun.getOrDefault(run.ref(), List.of()).stream()
                .filter(runSegment -> runSegment.to().isAfter(stop))
                .toList();
        voidRun(usageBatch, account, beyond);
        var valid = beyond.stream()
                .map(RunRepository.RunSegment::from)
                .min(Instant::compareTo)
                .filter(from -> from.isBefore(stop))
                .orElse(stop);
        settle(usageBatch, account, run.withStop(stop).withSettledUntil(valid), stop);
    }

    /** Settles a run up to an instant, by a usage record for each month (R16). */
    private void settle(UsageBatch usageBatch, Account account, RunRow run, Instant until) {
        var settled = run;
        for (var end : Months.splitAtMonthStarts(run.settledUntil(), until, account.zone())) {
            var runSegment = usageBatch.settleRun(account, settled, end);
            segmentsByRun.computeIfAbsent(run.ref(), ref -> new ArrayList<>()).add(runSegment);
            newSegments.add(runSegment);
            settled = settled.withSettledUntil(end);
        }
        putChanged(run.withSettledUntil(until));
    }

    private void voidRun(UsageBatch usageBatch, Account account, List<RunRepository.RunSegment> taken) {
        for (var runSegment : taken) {
            usageBatch.voidUsage(
                    account,
                    runSegment.usage(),
                    usageBatch.nextRef(account.code()).entry());
            Lookup.require(segmentsByRun, runSegment.run()).remove(runSegment);
        }
    }

    private void addRun(RunRow run) {
        runs.put(run.ref(), run);
        runsByJob.computeIfAbsent(jobKey(run), job -> new HashSet<>()).add(run.ref());
    }

    private void putChanged(RunRow run) {
        addRun(run);
        changedRuns.add(run.ref());
        if (run.isOpen()) {
            lockedLedgers.markSettledUntil(run.ref().account(), lockedLedgers.lockedAt());
        }
    }

    private void addWaitingStop(JobKey job, Instant stop) {
        waitingStops.computeIfAbsent(job, key -> new HashSet<>()).add(stop);
    }

    private @Nullable Instant firstWaitingStop(JobKey job, Instant start) {
        return waitingStops.getOrDefault(job, Set.of()).stream()
                .filter(stop -> !stop.isBefore(start))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private @Nullable Instant removeFirstWaitingStop(JobKey job, Instant start) {
        var stop = firstWaitingStop(job, start);
        if (stop != null) {
            Lookup.require(waitingStops, job).remove(stop);
        }
        return stop;
    }

    /**
     * Finds the run that a stop ended at its very start although the stop belongs to a run that starts at an earlier
     * instant. A later stop must wait by which it can end instead.
     */
    private Optional<RunRow> runEndedInPlaceOfThisOne(JobKey job, Instant start) {
        return nextRun(job, start)
                .filter(next -> next.startedAt().equals(next.stoppedAt()))
                .filter(next -> {
                    var ownStop = firstWaitingStop(job, start);
                    return ownStop != null
                            && ownStop.isAfter(next.startedAt())
                            && nextRun(job, next.startedAt())
                                    .filter(afterNext -> ownStop.isAfter(afterNext.startedAt()))
                                    .isEmpty();
                });
    }

    /** Ends a run that was ended at its very start by the first waiting stop instead, and settles its usage up to now. */
    private void endLater(UsageBatch usageBatch, Account account, RunRow run) {
        var longer = run.withStop(removeFirstWaitingStop(jobKey(run), run.startedAt()));
        putChanged(longer);
        settle(
                usageBatch,
                account,
                longer,
                longer.unsettledUsage()
                        .between(longer.settledUntil(), lockedLedgers.lockedAt())
                        .end());
    }

    private Optional<RunRow> nextRun(JobKey job, Instant start) {
        return runsOf(job).filter(run -> run.startedAt().isAfter(start)).min(RunRow.ORDER);
    }

    private Stream<RunRow> runsOf(JobKey job) {
        return runsByJob.getOrDefault(job, Set.of()).stream().map(runs::get).filter(run -> !run.voided());
    }

    private static boolean isRunningAt(RunRow run, Instant instant) {
        return !run.startedAt().isAfter(instant)
                && (run.stoppedAt() == null || run.stoppedAt().isAfter(instant));
    }

    private static List<RunRepository.WaitingStop> stopsMissingIn(
            Map<JobKey, Set<Instant>> these, Map<JobKey, Set<Instant>> without) {
        return these.entrySet().stream()
                .flatMap(job -> job.getValue().stream()
                        .filter(stop ->
                                !without.getOrDefault(job.getKey(), Set.of()).contains(stop))
                        .map(stop -> new RunRepository.WaitingStop(job.getKey(), stop)))
                .toList();
    }

    private static JobKey jobKey(UsageEvent.Started event) {
        return new JobKey(event.account(), event.source(), event.job());
    }

    private static JobKey jobKey(UsageEvent.Stopped event) {
        return new JobKey(event.account(), event.source(), event.job());
    }

    private static JobKey jobKey(RunRow run) {
        return new JobKey(run.ref().account(), run.source(), run.job());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
