package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.billing.Billing;
import io.drawdown.billing.ChargeBatch;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.QuotaBatch;
import io.drawdown.quota.QuotaBatches;
import io.drawdown.quota.UsageRef;
import io.drawdown.usage.internal.EventKey;
import io.drawdown.usage.internal.KnownEvent;
import io.drawdown.usage.internal.RejectedEventTable;
import io.drawdown.usage.internal.UsageTables;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
    private final RejectedEventTable rejectedEvents;
    private final Accounts accounts;
    private final Placing placing;
    private final Ledger ledger;
    private final QuotaBatches quota;
    private final Billing billing;
    private final CoverableCharges coverableCharges;
    private final Clock clock;

    Settlement(
            UsageTables tables,
            RejectedEventTable rejectedEvents,
            Accounts accounts,
            Placing placing,
            Ledger ledger,
            QuotaBatches quota,
            Billing billing,
            CoverableCharges coverableCharges,
            Clock clock) {
        this.tables = tables;
        this.rejectedEvents = rejectedEvents;
        this.accounts = accounts;
        this.placing = placing;
        this.ledger = ledger;
        this.quota = quota;
        this.billing = billing;
        this.coverableCharges = coverableCharges;
        this.clock = clock;
    }

    /** Settles events in their order. What is answered `accepted` is in the ledger once this returns. */
    @SafeToRepeat
    @Transactional
    public List<EventResult> settle(List<? extends UsageEvent> events) {
        return events.isEmpty() ? List.of() : new Batch(events).settle();
    }

    /** Settles events as {@link #settle(List)} does, and has something written beside them in the same transaction. */
    @SafeToRepeat
    @Transactional
    public void settle(List<? extends UsageEvent> events, Consumer<List<EventResult>> alongside) {
        alongside.accept(events.isEmpty() ? List.of() : new Batch(events).settle());
    }

    private final class Batch {

        private final List<? extends UsageEvent> events;
        private final Map<String, Account> knownAccounts;
        private final Ledger.Locked locked;
        private final Instant now;
        private final Map<EventKey, KnownEvent> known;
        private final Placing.Places places;
        private final Set<UsageRef> voided = new HashSet<>();
        private final QuotaBatch quotas;
        private final ChargeBatch charges;

        private final List<UsageTables.NewEvent> newEvents = new ArrayList<>();
        private final List<UsageTables.NewUsage> newUsage = new ArrayList<>();
        private final List<UsageTables.NewVoid> newVoids = new ArrayList<>();
        private final List<RejectedEventTable.Rejected> rejected = new ArrayList<>();

        Batch(List<? extends UsageEvent> events) {
            this.events = events;
            knownAccounts = accounts.findAll(events.stream().map(UsageEvent::account).collect(Collectors.toSet()));
            locked = ledger.lock(knownAccounts.keySet());
            now = clock.instant(); // not before the lock: what was bought while this waited must not be in the future
            known = tables.known(events.stream().flatMap(Batch::keys).collect(Collectors.toSet()));
            var unknown = recorded().filter(usage -> !known.containsKey(key(usage))).toList();
            places = placing.read(unknown);
            var toVoid = voids().map(this::target).filter(known::containsKey).map(this::usageRef).collect(Collectors.toSet());
            if (!toVoid.isEmpty()) {
                voided.addAll(tables.voided(toVoid));
                toVoid.removeAll(voided);
            }
            var earliest = unknown.stream().map(UsageEvent.Recorded::startedAt).min(Instant::compareTo).orElse(now);
            var latest = unknown.stream().map(UsageEvent.Recorded::endedAt).max(Instant::compareTo).orElse(now);
            quotas = quota.open(locked, knownAccounts.keySet(), earliest, latest, toVoid);
            charges = billing.open(locked, toVoid);
        }

        List<EventResult> settle() {
            var results = new ArrayList<EventResult>(events.size());
            var accepted = new HashMap<Integer, UsageRef>();
            for (var event : events) {
                var voidsBefore = newVoids.size();
                results.add(settle(event));
                if (newVoids.size() > voidsBefore) {
                    accepted.put(results.size() - 1, newVoids.getLast().voided());
                }
            }
            write();
            if (!accepted.isEmpty()) {
                var named = coverableCharges.ofVoided(accepted.values(), MOST_NAMED);
                accepted.forEach((index, usage) ->
                        results.set(index, results.get(index).naming(named.getOrDefault(usage, List.of()))));
            }
            return results;
        }

        private EventResult settle(UsageEvent event) {
            var account = knownAccounts.get(event.account());
            if (account == null) {
                return reject(event, ProblemException.at(ProblemType.UNKNOWN_REFERENCE, "data.account",
                        "There is no account '" + event.account() + "'."));
            }
            var before = known.get(key(event));
            if (before != null) {
                return before.fingerprint().equals(event.fingerprint())
                        ? EventResult.of(event, EventResult.Status.DUPLICATE)
                        : EventResult.of(event, EventResult.Status.CONFLICT, new ProblemException(ProblemType.EVENT_CONFLICT,
                                "The event '" + event.id() + "' of " + event.source()
                                        + " was accepted before with another type, subject or data. Nothing was changed."));
            }
            return switch (event) {
                case UsageEvent.Recorded usage -> record(account, usage);
                case UsageEvent.Voided correction -> takeBack(account, correction);
            };
        }

        private EventResult record(Account account, UsageEvent.Recorded event) {
            Money perNodeHour;
            try {
                perNodeHour = places.priceOf(account, event);
            } catch (ProblemException cannotBePlaced) {
                return reject(event, cannotBePlaced);
            }
            var ref = accept(event);
            newUsage.add(new UsageTables.NewUsage(event, ref.entry(), perNodeHour));
            charges.charge(account, ref, event.endedAt(), perNodeHour, quotas.draw(ref, event.usage()));
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        private EventResult takeBack(Account account, UsageEvent.Voided event) {
            var target = known.get(target(event));
            if (target == null || !target.type().equals(UsageEvent.Recorded.TYPE)) {
                return reject(event, ProblemException.at(ProblemType.UNKNOWN_REFERENCE, "data.id",
                        "There is no usage record '" + event.voidedId() + "' of " + event.voidedSource() + " to void."));
            }
            var usage = new UsageRef(event.account(), target.entry());
            if (!voided.add(usage)) {
                return EventResult.of(event, EventResult.Status.DUPLICATE);
            }
            var ref = accept(event);
            newVoids.add(new UsageTables.NewVoid(usage, ref.entry()));
            quotas.giveBack(usage);
            charges.takeBack(account, usage);
            return EventResult.of(event, EventResult.Status.ACCEPTED);
        }

        private UsageRef accept(UsageEvent event) {
            var entry = locked.nextEntry(event.account());
            newEvents.add(new UsageTables.NewEvent(event, entry));
            known.put(key(event), new KnownEvent(event.type(), event.fingerprint(), entry));
            return new UsageRef(event.account(), entry);
        }

        private EventResult reject(UsageEvent event, ProblemException problem) {
            var result = EventResult.of(event, EventResult.Status.REJECTED, problem);
            rejected.add(new RejectedEventTable.Rejected(event, result.problem()));
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
            tables.insertUsage(newUsage, now);
            if (!newVoids.isEmpty()) {
                tables.insertVoids(newVoids, now);
            }
            quotas.flush(now);
            charges.flush();
            ledger.keep(locked);
        }

        private Stream<UsageEvent.Recorded> recorded() {
            return events.stream().filter(UsageEvent.Recorded.class::isInstance).map(UsageEvent.Recorded.class::cast);
        }

        private Stream<UsageEvent.Voided> voids() {
            return events.stream().filter(UsageEvent.Voided.class::isInstance).map(UsageEvent.Voided.class::cast);
        }

        private EventKey target(UsageEvent.Voided event) {
            return new EventKey(event.account(), event.voidedSource(), event.voidedId());
        }

        private UsageRef usageRef(EventKey key) {
            return new UsageRef(key.account(), known.get(key).entry());
        }

        private static EventKey key(UsageEvent event) {
            return new EventKey(event.account(), event.source(), event.id());
        }

        private static Stream<EventKey> keys(UsageEvent event) {
            return event instanceof UsageEvent.Voided voided
                    ? Stream.of(key(event), new EventKey(voided.account(), voided.voidedSource(), voided.voidedId()))
                    : Stream.of(key(event));
        }
    }
}
