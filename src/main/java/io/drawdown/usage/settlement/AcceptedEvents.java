package io.drawdown.usage.settlement;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.format.Format;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.event.EventKey;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.internal.AcceptedEvent;
import io.drawdown.usage.internal.UsageRepository;
import io.drawdown.usage.internal.UsageRepository.RecordedUsage;
import io.drawdown.usage.internal.imports.HistoryRow;
import io.drawdown.usage.internal.imports.SlurmRunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events that were accepted before a batch, or earlier in it, by their ids (R14). A run that was imported is also
 * found by the ids that earlier versions gave it.
 */
final class AcceptedEvents {

    private final Map<EventKey, AcceptedEvent> eventsByKey;
    private final Map<UsageRef, UsageEvent.Recorded> recordsByRef = new HashMap<>();
    private final Map<UsageEvent, HistoryRow.Interval> previousReadings;

    private AcceptedEvents(
            Map<EventKey, AcceptedEvent> eventsByKey, Map<UsageEvent, HistoryRow.Interval> previousReadings) {
        this.eventsByKey = eventsByKey;
        this.previousReadings = previousReadings;
    }

    /**
     * Loads the accepted events with the keys of these events.
     *
     * @param readBefore when imported runs ran as earlier versions read it, if that differs
     */
    static AcceptedEvents load(
            UsageRepository tables,
            List<? extends UsageEvent> events,
            Map<UsageEvent, HistoryRow.Interval> readBefore) {
        var known = new AcceptedEvents(Map.of(), readBefore);
        var keys = events.stream().flatMap(known::keysToLoad).collect(Collectors.toSet());
        known = new AcceptedEvents(tables.findEvents(keys), readBefore);
        known.addRecords(tables.findRecorded(
                events.stream().flatMap(known::recordsToCompare).collect(Collectors.toSet())));
        return known;
    }

    /**
     * Loads the accepted events for events that are replayed. Their runs may have been accepted since under the ids
     * of this version.
     */
    static AcceptedEvents loadForReplay(UsageRepository tables, List<? extends UsageEvent> events) {
        var known = load(tables, events, Map.of());
        var alone = events.stream()
                .filter(event -> !known.eventsByKey.containsKey(EventKey.of(event)))
                .filter(UsageEvent.Recorded.class::isInstance)
                .map(UsageEvent.Recorded.class::cast)
                .filter(SlurmRunId::isBareJobId)
                .toList();
        if (!alone.isEmpty()) {
            var recorded = tables.findRecordedOfJobs(alone);
            for (var event : alone) {
                recorded.stream()
                        .filter(usage -> usage.event().account().equals(event.account())
                                && usage.event().source().equals(event.source())
                                && SlurmRunId.isOfSameRun(usage.event().id(), event))
                        .findFirst()
                        .ifPresent(usage -> {
                            known.eventsByKey.put(EventKey.of(event), AcceptedEvent.of(usage.event(), usage.entry()));
                            known.addRecords(List.of(usage));
                        });
            }
        }
        return known;
    }

    /** Finds the accepted event with a key. */
    Optional<AcceptedEvent> find(EventKey key) {
        return Optional.ofNullable(eventsByKey.get(key));
    }

    /** Finds the event that was accepted under the id of this one, or for its run under another id. */
    Optional<AcceptedEvent> find(UsageEvent event) {
        return find(EventKey.of(event))
                .or(() -> acceptedUnderOtherIds(event)
                        .filter(other -> isOfSameRun(other, event))
                        .findFirst());
    }

    /** Adds an accepted event. */
    void add(UsageEvent event, long entry) {
        eventsByKey.put(EventKey.of(event), AcceptedEvent.of(event, entry));
        if (event instanceof UsageEvent.Recorded record) {
            recordsByRef.put(new UsageRef(event.account(), entry), record);
        }
    }

    /** Explains how an event differs from the one that was accepted before. */
    ProblemException explainConflict(UsageEvent event, AcceptedEvent before) {
        var record = recordsByRef.get(new UsageRef(event.account(), before.entry()));
        return new ProblemException(
                ProblemType.EVENT_CONFLICT,
                record != null && event instanceof UsageEvent.Recorded usage
                        ? explainConflict(usage, record, before.project())
                        : "The event '" + event.id() + "' of " + event.source()
                                + " was accepted before with another type, subject or data. Nothing was changed.");
    }

    private static String explainConflict(
            UsageEvent.Recorded event, UsageEvent.Recorded before, @Nullable String projectBefore) {
        var imported = SlurmRunId.isImported(event);
        if (imported
                && event.id().equals(before.id())
                && event.job().equals(before.job())
                && !event.startedAt().equals(before.startedAt())) {
            return "'" + event.id() + "' of " + event.source() + " was imported before as another run of the same job, "
                    + describeRun(before)
                    + "; this row tells of " + describeRun(event)
                    + ". Nothing was changed. Give each run an id of its own, or import the row "
                    + "under another name.";
        }
        var said = new ArrayList<String>();
        var says = new ArrayList<String>();
        addDifference("subject", before.job(), event.job(), said, says);
        addDifference("region", before.region(), event.region(), said, says);
        addDifference("pool", before.pool(), event.pool(), said, says);
        addDifference("specification", before.specification(), event.specification(), said, says);
        addDifference("activity", before.activity(), event.activity(), said, says);
        addDifference("nodes", before.nodes(), event.nodes(), said, says);
        addDifference("startedAt", before.startedAt(), event.startedAt(), said, says);
        addDifference("endedAt", before.endedAt(), event.endedAt(), said, says);
        if (projectBefore != null && event.project() != null) {
            addDifference("project", projectBefore, event.project(), said, says);
        }
        addDifference("node-seconds", formatNodeSeconds(before), formatNodeSeconds(event), said, says);
        return "'" + event.id() + "' of " + event.source() + " was accepted before"
                + (event.id().equals(before.id()) ? "" : " as '" + before.id() + "'") + " with other data: "
                + String.join(", ", said)
                + "; now " + String.join(", ", says) + ". Nothing was changed."
                + (imported
                        ? " To count what this row says, void that record and import the row under another name."
                        : "");
    }

    private static String describeRun(UsageEvent.Recorded event) {
        return event.nodes() + " nodes from " + event.startedAt() + " to " + event.endedAt();
    }

    private static String formatNodeSeconds(UsageEvent.Recorded event) {
        return Format.count(event.usage().nodeSeconds());
    }

    private static void addDifference(String field, Object before, Object now, List<String> said, List<String> says) {
        if (!before.equals(now)) {
            said.add(field + " " + before);
            says.add(field + " " + now);
        }
    }

    private void addRecords(Collection<RecordedUsage> usage) {
        usage.forEach(one -> recordsByRef.put(new UsageRef(one.event().account(), one.entry()), one.event()));
    }

    private Stream<EventKey> keysToLoad(UsageEvent event) {
        var own = Stream.concat(Stream.of(EventKey.of(event)), otherKeys(event));
        return event instanceof UsageEvent.Voided voided
                ? Stream.concat(
                        own, Stream.of(new EventKey(voided.account(), voided.voidedSource(), voided.voidedId())))
                : own;
    }

    private Stream<UsageRef> recordsToCompare(UsageEvent event) {
        var own = find(EventKey.of(event));
        var compared = own.isPresent()
                ? own.filter(before -> !before.isRepeatedBy(event)).stream()
                : acceptedUnderOtherIds(event);
        return compared.filter(before -> before.type().equals(UsageEvent.Recorded.TYPE))
                .map(before -> new UsageRef(event.account(), before.entry()));
    }

    private Stream<AcceptedEvent> acceptedUnderOtherIds(UsageEvent event) {
        return otherKeys(event).map(eventsByKey::get).filter(Objects::nonNull);
    }

    private Stream<EventKey> otherKeys(UsageEvent event) {
        return event instanceof UsageEvent.Recorded record
                ? SlurmRunId.alternativeIds(record, previousReadings.get(event)).stream()
                        .map(id -> new EventKey(event.account(), event.source(), id))
                : Stream.empty();
    }

    private boolean isOfSameRun(AcceptedEvent other, UsageEvent event) {
        var before = recordsByRef.get(new UsageRef(event.account(), other.entry()));
        var read = previousReadings.get(event);
        return before != null
                && event instanceof UsageEvent.Recorded record
                && (before.startedAt().equals(record.startedAt())
                        || (read != null
                                && before.startedAt().equals(read.start())
                                && before.endedAt().equals(read.end())));
    }
}
