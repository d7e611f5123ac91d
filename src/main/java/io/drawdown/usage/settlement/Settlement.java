package io.drawdown.usage.settlement;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.event.EventKey;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.internal.CoverableChargeRepository;
import io.drawdown.usage.internal.JobKey;
import io.drawdown.usage.internal.RejectedEventRepository;
import io.drawdown.usage.internal.RunRepository;
import io.drawdown.usage.internal.UsageRepository;
import io.drawdown.usage.internal.imports.HistoryRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Settles events in their order and in one transaction: it removes duplicates, draws usage down, and charges the rest
 * (R8 to R15). All events pass through it.
 */
@Service
public class Settlement {

    private static final int MAX_COVERABLE_CHARGES = 100;
    private static final int MAX_WAITING_STARTS = 1000;

    private final UsageRepository usageRepository;
    private final RunRepository runRepository;
    private final RejectedEventRepository rejectedEventRepository;
    private final Accounts accounts;
    private final CatalogLookup catalogLookup;
    private final Ledger ledger;
    private final UsageBatchFactory usageBatchFactory;
    private final CoverableChargeRepository coverableChargeRepository;
    private final EventReader reader;
    private final Clock clock;

    Settlement(
            UsageRepository usageRepository,
            RunRepository runRepository,
            RejectedEventRepository rejectedEventRepository,
            Accounts accounts,
            CatalogLookup catalogLookup,
            Ledger ledger,
            UsageBatchFactory usageBatchFactory,
            CoverableChargeRepository coverableChargeRepository,
            EventReader reader,
            Clock clock) {
        this.usageRepository = usageRepository;
        this.runRepository = runRepository;
        this.rejectedEventRepository = rejectedEventRepository;
        this.accounts = accounts;
        this.catalogLookup = catalogLookup;
        this.ledger = ledger;
        this.usageBatchFactory = usageBatchFactory;
        this.coverableChargeRepository = coverableChargeRepository;
        this.reader = reader;
        this.clock = clock;
    }

    /** Settles events in their order. Events with the result `accepted` are in the ledger once this returns. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public List<EventResult> settle(List<? extends UsageEvent> events) {
        return events.isEmpty() ? List.of() : new Batch(events, Map.of(), true).settle();
    }

    /** Settles events as {@link #settle(List)} does, and passes the results to a consumer in the same transaction. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public void settle(List<? extends UsageEvent> events, Consumer<List<EventResult>> alongside) {
        settle(events, Map.of(), alongside);
    }

    /**
     * Settles imported events, and passes the results to a consumer in the same transaction.
     *
     * @param readBefore when runs ran as earlier versions read it, if that differs
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public void settle(
            List<? extends UsageEvent> events,
            Map<UsageEvent, HistoryRow.Interval> readBefore,
            Consumer<List<EventResult>> alongside) {
        alongside.accept(events.isEmpty() ? List.of() : new Batch(events, readBefore, true).settle());
    }

    /** Settles events that were rejected before. Events that are rejected again aren't stored a second time. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public void replay(List<? extends UsageEvent> events, Consumer<List<EventResult>> alongside) {
        alongside.accept(events.isEmpty() ? List.of() : new Batch(events, Map.of(), false).settle());
    }

    /**
     * Refuses events without settling them, for a reason that concerns their accounts, and stores them as rejected.
     * An event that was accepted before is still a duplicate or a conflict (R14).
     */
    @RetryOnConflict
    @Transactional
    public List<EventResult> refuse(List<? extends UsageEvent> events, ProblemException why) {
        return refuse(events, Map.of(), why);
    }

    /**
     * Refuses imported events, as {@link #refuse(List, ProblemException)} does.
     *
     * @param readBefore when runs ran as earlier versions read it, if that differs
     */
    @RetryOnConflict
    @Transactional
    public List<EventResult> refuse(
            List<? extends UsageEvent> events, Map<UsageEvent, HistoryRow.Interval> readBefore, ProblemException why) {
        var known = AcceptedEvents.load(usageRepository, events, readBefore);
        var refused = new ArrayList<RejectedEventRepository.Rejection>();
        var results = new ArrayList<EventResult>();
        for (var event : events) {
            var before = answerIfAccepted(event, known);
            var result = before.orElseGet(() -> EventResult.of(event, EventResult.Status.REJECTED, why));
            if (before.isEmpty()) {
                refused.add(new RejectedEventRepository.Rejection(event, result.requireProblem()));
            }
            results.add(result);
        }
        if (!refused.isEmpty()) {
            rejectedEventRepository.save(refused, clock.instant());
        }
        return results;
    }

    private static Optional<EventResult> answerIfAccepted(UsageEvent event, AcceptedEvents known) {
        return known.find(event)
                .map(before -> before.isRepeatedBy(event)
                        ? EventResult.of(event, EventResult.Status.DUPLICATE)
                        : EventResult.of(event, EventResult.Status.CONFLICT, known.explainConflict(event, before)));
    }

    private final class Batch {

        private final List<? extends UsageEvent> events;
        private final boolean storesRejected;
        private final Map<String, Account> knownAccounts;
        private final LockedLedgers lockedLedgers;
        private final Instant now;
        private final AcceptedEvents acceptedEvents;
        private final CatalogLookup.CatalogSnapshot catalog;
        private final Set<UsageRef> voided = new HashSet<>();
        private final RunBatch runs;
        private final UsageBatch usageBatch;

        private final List<UsageRepository.NewEvent> newEvents = new ArrayList<>();
        private final IdentityHashMap<EventResult, List<UsageRef>> voidedByResult = new IdentityHashMap<>();
        private final List<RejectedEventRepository.Rejection> rejected = new ArrayList<>();
        private final Map<EventKey, UsageEvent.Started> waitingStarts = new HashMap<>();
        private final Set<EventKey> startedLater = new HashSet<>();

        Batch(
                List<? extends UsageEvent> events,
                Map<UsageEvent, HistoryRow.Interval> readBefore,
                boolean storesRejected) {
            this.events = events;
            this.storesRejected = storesRejected;
            var codes = events.stream().map(UsageEvent::account).collect(Collectors.toSet());
            lockedLedgers = ledger.lock(codes);
            knownAccounts = accounts.findAll(
                    codes); // after the lock: a time zone change meanwhile decides the months of what follows
            now = clock.instant(); // after the lock: packages bought while this waited aren't in the future
            acceptedEvents = storesRejected
                    ? AcceptedEvents.load(usageRepository, events, readBefore)
                    : AcceptedEvents.loadForReplay(usageRepository, events);
            var unknown = events.stream()
                    .filter(event -> acceptedEvents.find(event).isEmpty())
                    .toList();
            var recorded = filterByType(UsageEvent.Recorded.class, unknown);
            var stopped = filterByType(UsageEvent.Stopped.class, unknown);
            findWaitingStarts(stopped).forEach(start -> waitingStarts.put(EventKey.of(start), start));
            var started = Stream.concat(
                            filterByType(UsageEvent.Started.class, unknown).stream(), waitingStarts.values().stream())
                    .toList();
            catalog = catalogLookup.snapshot(Stream.concat(
                            recorded.stream().map(UsageEvent.Recorded::specification),
                            started.stream().map(UsageEvent.Started::specification))
                    .collect(Collectors.toSet()));
            runs = new RunBatch(runRepository, lockedLedgers, started, stopped, voidTargets(UsageEvent.Started.TYPE));
            var toVoid = voidTargets(UsageEvent.Recorded.TYPE);
            if (!toVoid.isEmpty()) {
                voided.addAll(usageRepository.findVoided(toVoid));
                toVoid.removeAll(voided);
            }
            toVoid.addAll(runs.usageToVoid());
            var starts = Stream.of(
                    recorded.stream().map(UsageEvent.Recorded::startedAt),
                    started.stream().map(UsageEvent.Started::startedAt),
                    runs.earliestStart().stream(),
                    Stream.of(now));
            var ends = Stream.of(
                    recorded.stream().map(UsageEvent.Recorded::endedAt),
                    stopped.stream().map(UsageEvent.Stopped::stoppedAt),
                    Stream.of(now));
            usageBatch = usageBatchFactory.open(
                    lockedLedgers,
                    knownAccounts.keySet(),
                    starts.flatMap(Function.identity()).min(Instant::compareTo).orElse(now),
                    ends.flatMap(Function.identity()).max(Instant::compareTo).orElse(now),
                    toVoid);
        }

        List<EventResult> settle() {
            var results = new ArrayList<EventResult>();
            events.forEach(event -> results.add(settle(event)));
            answerStartedLater(results);
            write();
            if (!voidedByResult.isEmpty()) {
                var named = coverableChargeRepository.findByRecord(
                        voidedByResult.values().stream().flatMap(List::stream).toList(), MAX_COVERABLE_CHARGES);
                results.replaceAll(result -> voidedByResult.containsKey(result)
                        ? result.withCoverableCharges(coverableCharges(voidedByResult.get(result), named))
                        : result);
            }
            return results;
        }

        private EventResult settle(UsageEvent event) {
            var account = knownAccounts.get(event.account());
            if (account == null) {
                return reject(
                        event,
                        ProblemException.forField(
                                ProblemType.UNKNOWN_REFERENCE,
                                "data.account",
                                "There is no account '" + event.account() + "'."));
            }
            var before = answerIfAccepted(event, acceptedEvents);
            if (before.isPresent()) {
                return before.get();
            }
            try {
                return switch (event) {
                    case UsageEvent.Recorded usage -> record(account, usage);
                    case UsageEvent.Started start -> start(account, start);
                    case UsageEvent.Stopped stop -> stop(account, stop);
                    case UsageEvent.Voided correction -> voidTarget(account, correction);
                };
            } catch (ProblemException refused) {
                return reject(event, refused);
            }
        }

        private EventResult record(Account account, UsageEvent.Recorded event) {
            var perNodeHour = catalog.priceOf(account, event.usage(), "data.");
            usageBatch.record(account, accept(event), event, perNodeHour);
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        private EventResult start(Account account, UsageEvent.Started event) {
            var perNodeHour = catalog.priceOf(account, event.emptyUsage(), "data.");
            try {
                runs.requireNoOverlap(event);
            } catch (ProblemException overlap) {
                var result = reject(event, overlap);
                waitingStarts.put(EventKey.of(event), event);
                return result;
            }
            runs.start(usageBatch, account, event, accept(event), perNodeHour);
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        private EventResult stop(Account account, UsageEvent.Stopped event) {
            accept(event);
            runs.stop(usageBatch, account, event);
            startWaitingRuns(account, jobKey(event));
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        /** Starts the runs of a job whose starts were rejected because a stop was missing (R16). */
        private void startWaitingRuns(Account account, JobKey job) {
            var hasStarted = true;
            while (hasStarted) {
                hasStarted = startFirstWaitingRun(account, job);
            }
        }

        private boolean startFirstWaitingRun(Account account, JobKey job) {
            var waiting = waitingStarts.values().stream()
                    .filter(start -> jobKey(start).equals(job))
                    .sorted(Comparator.comparing(UsageEvent.Started::startedAt).thenComparing(UsageEvent.Started::id))
                    .toList();
            for (var start : waiting) {
                if (acceptedEvents.find(start).isPresent()) {
                    waitingStarts.remove(EventKey.of(start));
                    continue;
                }
                try {
                    var perNodeHour = catalog.priceOf(account, start.emptyUsage(), "data.");
                    runs.requireNoOverlap(start);
                    runs.start(usageBatch, account, start, accept(start), perNodeHour);
                } catch (ProblemException stillRejected) {
                    continue;
                }
                waitingStarts.remove(EventKey.of(start));
                startedLater.add(EventKey.of(start));
                return true;
            }
            return false;
        }

        /** Answers starts that were rejected by what became of them by the end of the request. */
        private void answerStartedLater(List<EventResult> results) {
            var answered = new HashSet<EventKey>();
            for (var index = 0; index < results.size() && !startedLater.isEmpty(); index++) {
                var event = events.get(index);
                var key = EventKey.of(event);
                if (results.get(index).status() == EventResult.Status.REJECTED && startedLater.contains(key)) {
                    results.set(
                            index,
                            EventResult.of(
                                    event,
                                    answered.add(key) ? EventResult.Status.ACCEPTED : EventResult.Status.DUPLICATE));
                }
            }
        }

        private List<UsageEvent.Started> findWaitingStarts(List<UsageEvent.Stopped> stopped) {
            if (stopped.isEmpty()) {
                return List.of();
            }
            var jobs = stopped.stream().map(Batch::jobKey).collect(Collectors.toSet());
            return rejectedEventRepository
                    .findOpen(jobs, ProblemType.INVALID, "data.startedAt", MAX_WAITING_STARTS)
                    .stream()
                    .map(reader::readInternalUnchecked)
                    .filter(UsageEvent.Started.class::isInstance)
                    .map(UsageEvent.Started.class::cast)
                    .toList();
        }

        private static JobKey jobKey(UsageEvent.Started event) {
            return new JobKey(event.account(), event.source(), event.job());
        }

        private static JobKey jobKey(UsageEvent.Stopped event) {
            return new JobKey(event.account(), event.source(), event.job());
        }

        private EventResult voidTarget(Account account, UsageEvent.Voided event) {
            if (event.voidedSource().equals(UsageBatch.RUN_SOURCE)) {
                throw ProblemException.forField(
                        ProblemType.INVALID,
                        "data.source",
                        "Usage that a running job was settled by can't be voided by itself. Void the event that told of its start.");
            }
            var target = acceptedEvents.find(targetKey(event)).orElse(null);
            if (target != null && target.type().equals(UsageEvent.Stopped.TYPE)) {
                throw ProblemException.forField(
                        ProblemType.INVALID,
                        "data.id",
                        "'" + event.voidedId() + "' of " + event.voidedSource()
                                + " told that a job stopped, which can't be voided. If the job stopped earlier, send a stop with the earlier time;"
                                + " if it ran on, send a start at the time of this stop.");
            }
            if (target == null
                    || !List.of(UsageEvent.Recorded.TYPE, UsageEvent.Started.TYPE)
                            .contains(target.type())) {
                throw ProblemException.forField(
                        ProblemType.UNKNOWN_REFERENCE,
                        "data.id",
                        "There is no usage record or start of a job '" + event.voidedId() + "' of "
                                + event.voidedSource() + " to void.");
            }
            var ref = new UsageRef(event.account(), target.entry());
            return target.type().equals(UsageEvent.Started.TYPE)
                    ? voidRun(account, event, ref)
                    : voidRecord(account, event, ref);
        }

        private EventResult voidRecord(Account account, UsageEvent.Voided event, UsageRef usage) {
            if (!voided.add(usage)) {
                return EventResult.of(event, EventResult.Status.DUPLICATE);
            }
            usageBatch.voidUsage(account, usage, accept(event).entry());
            return acceptVoid(event, List.of(usage));
        }

        private EventResult voidRun(Account account, UsageEvent.Voided event, UsageRef start) {
            if (runs.isVoided(start)) {
                return EventResult.of(event, EventResult.Status.DUPLICATE);
            }
            accept(event);
            return acceptVoid(event, runs.voidRun(usageBatch, account, start));
        }

        private EventResult acceptVoid(UsageEvent.Voided event, List<UsageRef> usage) {
            var result = EventResult.of(event, EventResult.Status.ACCEPTED);
            voidedByResult.put(result, usage);
            return result;
        }

        private List<EventResult.Coverable> coverableCharges(
                List<UsageRef> usage, Map<UsageRef, List<EventResult.Coverable>> named) {
            return usage.stream()
                    .flatMap(ref -> named.getOrDefault(ref, List.of()).stream())
                    .distinct()
                    .sorted(Comparator.comparingLong(EventResult.Coverable::entry))
                    .toList();
        }

        private UsageRef accept(UsageEvent event) {
            var entry = lockedLedgers.nextEntry(event.account());
            newEvents.add(new UsageRepository.NewEvent(event, entry));
            acceptedEvents.add(event, entry);
            return new UsageRef(event.account(), entry);
        }

        private EventResult reject(UsageEvent event, ProblemException problem) {
            var result = EventResult.of(event, EventResult.Status.REJECTED, problem);
            waitingStarts.remove(EventKey.of(event));
            if (storesRejected) {
                rejected.add(new RejectedEventRepository.Rejection(event, result.requireProblem()));
            }
            return result;
        }

        private void write() {
            if (!rejected.isEmpty()) {
                rejectedEventRepository.save(rejected, now);
            }
            if (newEvents.isEmpty()) {
                return;
            }
            usageRepository.insertEvents(newEvents, now);
            runs.write(usageBatch, now);
            ledger.save(lockedLedgers);
        }

        private Set<UsageRef> voidTargets(String type) {
            return filterByType(UsageEvent.Voided.class, events).stream()
                    .flatMap(event -> acceptedEvents
                            .find(targetKey(event))
                            .filter(target -> target.type().equals(type))
                            .map(target -> new UsageRef(event.account(), target.entry()))
                            .stream())
                    .collect(Collectors.toSet());
        }

        private static <E extends UsageEvent> List<E> filterByType(Class<E> type, List<? extends UsageEvent> events) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        private EventKey targetKey(UsageEvent.Voided event) {
            return new EventKey(event.account(), event.voidedSource(), event.voidedId());
        }
    }
}
