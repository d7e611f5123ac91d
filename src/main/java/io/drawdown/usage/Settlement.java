package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.base.InTurn;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.UsageRef;
import io.drawdown.usage.internal.EventKey;
import io.drawdown.usage.internal.RejectedEventTable;
import io.drawdown.usage.internal.RunTable;
import io.drawdown.usage.internal.UsageTables;
import io.drawdown.usage.internal.imports.HistoryRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
 * The one path that matters: events, deduplicated, drawn down, and the rest charged, in the order in which they come and
 * in one transaction (R8 to R15).
 */
@Service
class Settlement {

    private static final int MOST_NAMED = 100;

    private final UsageTables tables;
    private final RunTable runTable;
    private final RejectedEventTable rejectedEvents;
    private final Accounts accounts;
    private final Placing placing;
    private final Ledger ledger;
    private final Postings postings;
    private final CoverableCharges coverableCharges;
    private final Clock clock;

    Settlement(
            UsageTables tables,
            RunTable runTable,
            RejectedEventTable rejectedEvents,
            Accounts accounts,
            Placing placing,
            Ledger ledger,
            Postings postings,
            CoverableCharges coverableCharges,
            Clock clock) {
        this.tables = tables;
        this.runTable = runTable;
        this.rejectedEvents = rejectedEvents;
        this.accounts = accounts;
        this.placing = placing;
        this.ledger = ledger;
        this.postings = postings;
        this.coverableCharges = coverableCharges;
        this.clock = clock;
    }

    /** Settles events in their order. What is answered `accepted` is in the ledger once this returns. */
    @SafeToRepeat
    @InTurn
    @Transactional
    public List<EventResult> settle(List<? extends UsageEvent> events) {
        return events.isEmpty() ? List.of() : new Batch(events, Map.of(), true).settle();
    }

    /** Settles events as {@link #settle(List)} does, and has something written beside them in the same transaction. */
    @SafeToRepeat
    @InTurn
    @Transactional
    public void settle(List<? extends UsageEvent> events, Consumer<List<EventResult>> alongside) {
        settle(events, Map.of(), alongside);
    }

    /**
     * Settles events that were imported, and has something written beside them in the same transaction.
     *
     * @param readBefore when runs ran by what earlier versions read, where that was another time
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public void settle(
            List<? extends UsageEvent> events,
            Map<UsageEvent, HistoryRow.Span> readBefore,
            Consumer<List<EventResult>> alongside) {
        alongside.accept(events.isEmpty() ? List.of() : new Batch(events, readBefore, true).settle());
    }

    /** Settles events that are kept as rejected, without keeping those anew that are rejected again. */
    @SafeToRepeat
    @InTurn
    @Transactional
    public void replay(List<? extends UsageEvent> events, Consumer<List<EventResult>> alongside) {
        alongside.accept(events.isEmpty() ? List.of() : new Batch(events, Map.of(), false).settle());
    }

    /**
     * Refuses events without settling them, for a reason that concerns their accounts, and keeps them as rejected. What was accepted
     * before is a duplicate, or a conflict, all the same (R14).
     */
    @SafeToRepeat
    @Transactional
    public List<EventResult> refuse(List<? extends UsageEvent> events, ProblemException why) {
        return refuse(events, Map.of(), why);
    }

    /**
     * Refuses events that were imported, as {@link #refuse(List, ProblemException)} does.
     *
     * @param readBefore when runs ran by what earlier versions read, where that was another time
     */
    @SafeToRepeat
    @Transactional
    public List<EventResult> refuse(
            List<? extends UsageEvent> events, Map<UsageEvent, HistoryRow.Span> readBefore, ProblemException why) {
        var known = KnownEvents.of(tables, events, readBefore);
        var refused = new ArrayList<RejectedEventTable.Rejected>();
        var results = new ArrayList<EventResult>();
        for (var event : events) {
            var before = answerOfKnown(event, known);
            var result = before.orElseGet(() -> EventResult.of(event, EventResult.Status.REJECTED, why));
            if (before.isEmpty()) {
                refused.add(new RejectedEventTable.Rejected(event, result.problem()));
            }
            results.add(result);
        }
        if (!refused.isEmpty()) {
            rejectedEvents.keep(refused, clock.instant());
        }
        return results;
    }

    private static Optional<EventResult> answerOfKnown(UsageEvent event, KnownEvents known) {
        return known.get(event)
                .map(before -> before.isRepeatedBy(event)
                        ? EventResult.of(event, EventResult.Status.DUPLICATE)
                        : EventResult.of(event, EventResult.Status.CONFLICT, known.conflict(event, before)));
    }

    private final class Batch {

        private final List<? extends UsageEvent> events;
        private final boolean keepsRejected;
        private final Map<String, Account> knownAccounts;
        private final Ledger.Locked locked;
        private final Instant now;
        private final KnownEvents known;
        private final Placing.Places places;
        private final Set<UsageRef> voided = new HashSet<>();
        private final RunBatch runs;
        private final Posting posting;

        private final List<UsageTables.NewEvent> newEvents = new ArrayList<>();
        private final Map<EventResult, List<UsageRef>> takenBack = new IdentityHashMap<>();
        private final List<RejectedEventTable.Rejected> rejected = new ArrayList<>();

        Batch(List<? extends UsageEvent> events, Map<UsageEvent, HistoryRow.Span> readBefore, boolean keepsRejected) {
            this.events = events;
            this.keepsRejected = keepsRejected;
            var codes = events.stream().map(UsageEvent::account).collect(Collectors.toSet());
            locked = ledger.lock(codes);
            knownAccounts = accounts.findAll(
                    codes); // not before the lock: a zone that changes meanwhile decides the months of what follows
            now = clock.instant(); // not before the lock: what was bought while this waited must not be in the future
            known = keepsRejected ? KnownEvents.of(tables, events, readBefore) : KnownEvents.ofReplayed(tables, events);
            var unknown =
                    events.stream().filter(event -> known.get(event).isEmpty()).toList();
            var recorded = only(UsageEvent.Recorded.class, unknown);
            var started = only(UsageEvent.Started.class, unknown);
            places = placing.about(Stream.concat(
                            recorded.stream().map(UsageEvent.Recorded::specification),
                            started.stream().map(UsageEvent.Started::specification))
                    .collect(Collectors.toSet()));
            var stopped = only(UsageEvent.Stopped.class, unknown);
            runs = new RunBatch(runTable, locked, started, stopped, targets(UsageEvent.Started.TYPE));
            var toVoid = targets(UsageEvent.Recorded.TYPE);
            if (!toVoid.isEmpty()) {
                voided.addAll(tables.voided(toVoid));
                toVoid.removeAll(voided);
            }
            toVoid.addAll(runs.toTakeBack());
            var starts = Stream.of(
                    recorded.stream().map(UsageEvent.Recorded::startedAt),
                    started.stream().map(UsageEvent.Started::startedAt),
                    runs.earliest().stream(),
                    Stream.of(now));
            var ends = Stream.of(
                    recorded.stream().map(UsageEvent.Recorded::endedAt),
                    stopped.stream().map(UsageEvent.Stopped::stoppedAt),
                    Stream.of(now));
            posting = postings.open(
                    locked,
                    knownAccounts.keySet(),
                    starts.flatMap(Function.identity()).min(Instant::compareTo).orElse(now),
                    ends.flatMap(Function.identity()).max(Instant::compareTo).orElse(now),
                    toVoid);
        }

        List<EventResult> settle() {
            var results = events.stream().map(this::settle).collect(Collectors.toCollection(ArrayList::new));
            write();
            if (!takenBack.isEmpty()) {
                var named = coverableCharges.ofVoided(
                        takenBack.values().stream().flatMap(List::stream).toList(), MOST_NAMED);
                results.replaceAll(result -> takenBack.containsKey(result)
                        ? result.naming(coverable(takenBack.get(result), named))
                        : result);
            }
            return results;
        }

        private EventResult settle(UsageEvent event) {
            var account = knownAccounts.get(event.account());
            if (account == null) {
                return reject(
                        event,
                        ProblemException.at(
                                ProblemType.UNKNOWN_REFERENCE,
                                "data.account",
                                "There is no account '" + event.account() + "'."));
            }
            var before = answerOfKnown(event, known);
            if (before.isPresent()) {
                return before.get();
            }
            try {
                return switch (event) {
                    case UsageEvent.Recorded usage -> record(account, usage);
                    case UsageEvent.Started start -> start(account, start);
                    case UsageEvent.Stopped stop -> stop(account, stop);
                    case UsageEvent.Voided correction -> takeBack(account, correction);
                };
            } catch (ProblemException refused) {
                return reject(event, refused);
            }
        }

        private EventResult record(Account account, UsageEvent.Recorded event) {
            var perNodeHour = places.priceOf(account, event.usage(), "data.");
            posting.record(account, accept(event), event, perNodeHour);
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        private EventResult start(Account account, UsageEvent.Started event) {
            var perNodeHour = places.priceOf(account, event.beginning(), "data.");
            runs.requireApart(event);
            runs.start(posting, account, event, accept(event), perNodeHour);
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        private EventResult stop(Account account, UsageEvent.Stopped event) {
            runs.requireStarted(event);
            accept(event);
            runs.stop(posting, account, event);
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        private EventResult takeBack(Account account, UsageEvent.Voided event) {
            if (event.voidedSource().equals(Posting.RUNS)) {
                throw ProblemException.at(
                        ProblemType.INVALID,
                        "data.source",
                        "Usage that a running job was settled by can't be voided by itself. Void the event that told of its start.");
            }
            var target = known.get(target(event)).orElse(null);
            if (target != null && target.type().equals(UsageEvent.Stopped.TYPE)) {
                throw ProblemException.at(
                        ProblemType.INVALID,
                        "data.id",
                        "'" + event.voidedId() + "' of " + event.voidedSource()
                                + " told that a job stopped, which can't be voided. If the job stopped earlier, send a stop with the earlier time;"
                                + " if it ran on, send a start at the time of this stop.");
            }
            if (target == null
                    || !List.of(UsageEvent.Recorded.TYPE, UsageEvent.Started.TYPE)
                            .contains(target.type())) {
                throw ProblemException.at(
                        ProblemType.UNKNOWN_REFERENCE,
                        "data.id",
                        "There is no usage record or start of a job '" + event.voidedId() + "' of "
                                + event.voidedSource() + " to void.");
            }
            var ref = new UsageRef(event.account(), target.entry());
            return target.type().equals(UsageEvent.Started.TYPE)
                    ? takeBackRun(account, event, ref)
                    : takeBackRecord(account, event, ref);
        }

        private EventResult takeBackRecord(Account account, UsageEvent.Voided event, UsageRef usage) {
            if (!voided.add(usage)) {
                return EventResult.of(event, EventResult.Status.DUPLICATE);
            }
            posting.takeBack(account, usage, accept(event).entry());
            return accepted(event, List.of(usage));
        }

        private EventResult takeBackRun(Account account, UsageEvent.Voided event, UsageRef start) {
            if (runs.isTakenBack(start)) {
                return EventResult.of(event, EventResult.Status.DUPLICATE);
            }
            accept(event);
            return accepted(event, runs.takeBack(posting, account, start));
        }

        private EventResult accepted(UsageEvent.Voided event, List<UsageRef> usage) {
            var result = EventResult.of(event, EventResult.Status.ACCEPTED);
            takenBack.put(result, usage);
            return result;
        }

        private List<EventResult.Coverable> coverable(
                List<UsageRef> usage, Map<UsageRef, List<EventResult.Coverable>> named) {
            return usage.stream()
                    .flatMap(ref -> named.getOrDefault(ref, List.of()).stream())
                    .distinct()
                    .sorted(Comparator.comparingLong(EventResult.Coverable::entry))
                    .toList();
        }

        private UsageRef accept(UsageEvent event) {
            var entry = locked.nextEntry(event.account());
            newEvents.add(new UsageTables.NewEvent(event, entry));
            known.add(event, entry);
            return new UsageRef(event.account(), entry);
        }

        private EventResult reject(UsageEvent event, ProblemException problem) {
            var result = EventResult.of(event, EventResult.Status.REJECTED, problem);
            if (keepsRejected) {
                rejected.add(new RejectedEventTable.Rejected(event, result.problem()));
            }
            return result;
        }

        private void write() {
            if (!rejected.isEmpty()) {
                rejectedEvents.keep(rejected, now);
            }
            if (newEvents.isEmpty()) {
                return;
            }
            tables.insertEvents(newEvents, now);
            runs.write(posting, now);
            ledger.keep(locked);
        }

        private Set<UsageRef> targets(String type) {
            return only(UsageEvent.Voided.class, events).stream()
                    .flatMap(event -> known
                            .get(target(event))
                            .filter(target -> target.type().equals(type))
                            .map(target -> new UsageRef(event.account(), target.entry()))
                            .stream())
                    .collect(Collectors.toSet());
        }

        private static <E extends UsageEvent> List<E> only(Class<E> type, List<? extends UsageEvent> events) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        private EventKey target(UsageEvent.Voided event) {
            return new EventKey(event.account(), event.voidedSource(), event.voidedId());
        }
    }
}
