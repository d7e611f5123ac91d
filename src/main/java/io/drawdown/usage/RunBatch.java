package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.UsageRef;
import io.drawdown.usage.internal.JobKey;
import io.drawdown.usage.internal.RunRow;
import io.drawdown.usage.internal.RunTable;
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
 * The starts and stops of one transaction (R16). A run ends with the first stop at or after its start; stops that end no run
 * wait for theirs. The running jobs of the accounts have been settled up to the instant of the lock, so what is settled here is
 * late: the past of a run that has just been told of, and the valid part of one that stopped earlier than it was settled.
 */
final class RunBatch {

    private final RunTable table;
    private final Ledger.Locked locked;
    private final Map<JobKey, Set<Instant>> waiting;
    private final Map<JobKey, Set<Instant>> waitedBefore = new HashMap<>();
    private final Map<UsageRef, RunRow> runs = new HashMap<>();
    private final Map<JobKey, Set<UsageRef>> ofJob = new HashMap<>();
    private final Map<UsageRef, List<RunTable.Segment>> segments;
    private final Set<UsageRef> known;
    private final Set<UsageRef> changed = new HashSet<>();
    private final List<RunTable.Segment> written = new ArrayList<>();

    /**
     * Reads what is known of the jobs that are told of.
     *
     * @param starts starts that will be taken back
     */
    RunBatch(
            RunTable table,
            Ledger.Locked locked,
            Collection<UsageEvent.Started> started,
            Collection<UsageEvent.Stopped> stopped,
            Collection<UsageRef> starts) {
        this.table = table;
        this.locked = locked;
        var from = new HashMap<JobKey, Instant>();
        started.forEach(start -> from.merge(key(start), start.startedAt(), RunBatch::earlier));
        stopped.forEach(stop -> from.merge(key(stop), stop.stoppedAt(), RunBatch::earlier));
        var toTakeBack = starts.isEmpty() ? List.<RunRow>of() : table.byStart(starts);
        toTakeBack.forEach(run -> from.merge(key(run), run.startedAt(), RunBatch::earlier));
        toTakeBack.forEach(this::know);
        if (!from.isEmpty()) {
            table.reaching(from).forEach(this::know);
        }
        known = Set.copyOf(runs.keySet());
        waiting = from.isEmpty()
                ? new HashMap<>()
                : table.waiting(from).stream()
                        .collect(Collectors.groupingBy(
                                RunTable.WaitingStop::job,
                                HashMap::new,
                                Collectors.mapping(RunTable.WaitingStop::stoppedAt, Collectors.toSet())));
        waiting.forEach((job, stops) -> waitedBefore.put(job, Set.copyOf(stops)));
        var toCut = new HashMap<UsageRef, Instant>();
        stopped.forEach(
                stop -> of(key(stop)).forEach(run -> toCut.merge(run.ref(), stop.stoppedAt(), RunBatch::earlier)));
        toTakeBack.forEach(run -> toCut.put(run.ref(), run.startedAt()));
        segments = toCut.isEmpty()
                ? new HashMap<>()
                : table.segments(toCut).stream()
                        .collect(Collectors.groupingBy(
                                RunTable.Segment::run, HashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** The usage records that may be taken back. */
    List<UsageRef> toTakeBack() {
        return segments.values().stream()
                .flatMap(List::stream)
                .map(RunTable.Segment::usage)
                .toList();
    }

    /** The earliest instant of what may be settled anew. */
    Optional<Instant> earliest() {
        return segments.values().stream()
                .flatMap(List::stream)
                .map(RunTable.Segment::from)
                .min(Instant::compareTo);
    }

    /** Begins a run, and settles what of it lies in the past. */
    void start(Posting posting, Account account, UsageEvent.Started event, UsageRef ref, Money perNodeHour) {
        var job = key(event);
        var stop = firstWaiting(job, event.startedAt());
        if (stop != null) {
            waiting.get(job).remove(stop);
        }
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
                locked.at());
        keep(run);
        settle(
                posting,
                account,
                run,
                run.burn().between(event.startedAt(), locked.at()).end());
    }

    /** Refuses a start inside another run, and one whose run would have another start inside (R16). */
    void requireApart(UsageEvent.Started event) {
        var job = key(event);
        of(job).filter(run -> contains(run, event.startedAt())).findFirst().ifPresent(run -> {
            throw ProblemException.at(
                    ProblemType.INVALID,
                    "data.startedAt",
                    "The job '" + event.job()
                            + (run.stoppedAt() == null
                                    ? "' has been running since " + run.startedAt()
                                            + "; if it was started again, send its stop first."
                                    : "' ran from " + run.startedAt() + " to " + run.stoppedAt()
                                            + ", and can't have started in between."));
        });
        var stop = firstWaiting(job, event.startedAt());
        of(job).filter(next ->
                        next.startedAt().isAfter(event.startedAt()) && (stop == null || stop.isAfter(next.startedAt())))
                .min(RunRow.ORDER)
                .ifPresent(next -> {
                    throw ProblemException.at(
                            ProblemType.INVALID,
                            "data.startedAt",
                            "The job '" + event.job() + "' started again at "
                                    + next.startedAt() + ", and nothing tells when the run that started at "
                                    + event.startedAt() + " stopped. "
                                    + (next.stoppedAt() == null
                                            ? "Report what it ran as a usage record."
                                            : "Send that stop first."));
                });
    }

    /** Ends a run, or waits for its start. */
    void stop(Posting posting, Account account, UsageEvent.Stopped event) {
        var job = key(event);
        ending(job, event.stoppedAt())
                .ifPresentOrElse(
                        run -> end(posting, account, run, event.stoppedAt()), () -> await(job, event.stoppedAt()));
    }

    /** Refuses a stop that lies before the start of the run that goes on (R16). */
    void requireStarted(UsageEvent.Stopped event) {
        var job = key(event);
        if (ending(job, event.stoppedAt()).isEmpty()) {
            of(job).filter(run -> run.stoppedAt() == null).findFirst().ifPresent(running -> {
                throw ProblemException.at(
                        ProblemType.INVALID,
                        "data.stoppedAt",
                        "The job '" + event.job() + "' has been running since " + running.startedAt()
                                + " and can't have stopped before that, at " + event.stoppedAt() + ".");
            });
        }
    }

    /** Takes a run back: its usage records are voided, and what ended it waits for another start. */
    List<UsageRef> takeBack(Posting posting, Account account, UsageRef start) {
        var run = runs.get(start);
        if (run.stoppedAt() != null) {
            await(key(run), run.stoppedAt());
        }
        var taken = List.copyOf(segments.getOrDefault(start, List.of()));
        takeBack(posting, account, taken);
        keep(run.takenBack());
        return taken.stream().map(RunTable.Segment::usage).toList();
    }

    /** Whether a start was taken back. */
    boolean isTakenBack(UsageRef start) {
        return runs.get(start).voided();
    }

    /** Writes the runs, and what was posted with which usage records are of which run, as one change that happens now. */
    void write(Posting posting, Instant now) {
        table.insert(changed.stream()
                .filter(ref -> !known.contains(ref))
                .map(runs::get)
                .toList());
        table.update(changed.stream().filter(known::contains).map(runs::get).toList());
        table.await(stops(waiting, waitedBefore));
        table.release(stops(waitedBefore, waiting));
        posting.write(now);
        table.insertSegments(written);
    }

    /** The run that a stop at an instant ends: the one that goes on then, or that has just ended; of several, the last. */
    private Optional<RunRow> ending(JobKey job, Instant stop) {
        return of(job).filter(run -> !run.startedAt().isAfter(stop)
                        && (run.stoppedAt() == null || !run.stoppedAt().isBefore(stop)))
                .max(RunRow.ORDER.thenComparing(run -> run.ref().entry()));
    }

    private void end(Posting posting, Account account, RunRow run, Instant stop) {
        if (stop.equals(run.stoppedAt())) {
            return;
        }
        if (run.stoppedAt() != null) {
            await(key(run), run.stoppedAt());
        }
        if (!run.settledUntil().isAfter(stop)) {
            keep(run.stopped(stop));
            return;
        }
        var beyond = segments.getOrDefault(run.ref(), List.of()).stream()
                .filter(segment -> segment.to().isAfter(stop))
                .toList();
        takeBack(posting, account, beyond);
        var valid = beyond.stream()
                .map(RunTable.Segment::from)
                .min(Instant::compareTo)
                .filter(from -> from.isBefore(stop))
                .orElse(stop);
        settle(posting, account, run.stopped(stop).settled(valid), stop);
    }

    /** Settles a run from where it is settled, by a usage record of its own for each month (R16). */
    private void settle(Posting posting, Account account, RunRow run, Instant until) {
        var settled = run;
        for (var end : Months.ends(run.settledUntil(), until, account.zone())) {
            var segment = posting.settle(account, settled, end);
            segments.computeIfAbsent(run.ref(), ref -> new ArrayList<>()).add(segment);
            written.add(segment);
            settled = settled.settled(end);
        }
        keep(run.settled(until));
    }

    private void takeBack(Posting posting, Account account, List<RunTable.Segment> taken) {
        for (var segment : taken) {
            posting.takeBack(
                    account, segment.usage(), posting.next(account.code()).entry());
            segments.get(segment.run()).remove(segment);
        }
    }

    private void know(RunRow run) {
        runs.put(run.ref(), run);
        ofJob.computeIfAbsent(key(run), job -> new HashSet<>()).add(run.ref());
    }

    private void keep(RunRow run) {
        know(run);
        changed.add(run.ref());
        if (run.open()) {
            locked.settledUntil(run.ref().account(), locked.at());
        }
    }

    private void await(JobKey job, Instant stop) {
        waiting.computeIfAbsent(job, key -> new HashSet<>()).add(stop);
    }

    private @Nullable Instant firstWaiting(JobKey job, Instant start) {
        return waiting.getOrDefault(job, Set.of()).stream()
                .filter(stop -> !stop.isBefore(start))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private Stream<RunRow> of(JobKey job) {
        return ofJob.getOrDefault(job, Set.of()).stream().map(runs::get).filter(run -> !run.voided());
    }

    private static boolean contains(RunRow run, Instant instant) {
        return !run.startedAt().isAfter(instant)
                && (run.stoppedAt() == null || run.stoppedAt().isAfter(instant));
    }

    private static List<RunTable.WaitingStop> stops(
            Map<JobKey, Set<Instant>> these, Map<JobKey, Set<Instant>> without) {
        return these.entrySet().stream()
                .flatMap(job -> job.getValue().stream()
                        .filter(stop ->
                                !without.getOrDefault(job.getKey(), Set.of()).contains(stop))
                        .map(stop -> new RunTable.WaitingStop(job.getKey(), stop)))
                .toList();
    }

    private static JobKey key(UsageEvent.Started event) {
        return new JobKey(event.account(), event.source(), event.job());
    }

    private static JobKey key(UsageEvent.Stopped event) {
        return new JobKey(event.account(), event.source(), event.job());
    }

    private static JobKey key(RunRow run) {
        return new JobKey(run.ref().account(), run.source(), run.job());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
