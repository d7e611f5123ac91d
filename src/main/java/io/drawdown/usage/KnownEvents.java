package io.drawdown.usage;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.quota.UsageRef;
import io.drawdown.usage.internal.EventKey;
import io.drawdown.usage.internal.KnownEvent;
import io.drawdown.usage.internal.UsageTables;
import io.drawdown.usage.internal.UsageTables.RecordedUsage;
import io.drawdown.usage.internal.imports.HistoryRow;
import io.drawdown.usage.internal.imports.RunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events that were accepted before those of a batch, or earlier in it, under their ids (R14). A run that was imported is
 * also found under the ids that earlier versions gave it.
 */
final class KnownEvents {

    private final Map<EventKey, KnownEvent> known;
    private final Map<UsageRef, UsageEvent.Recorded> records = new HashMap<>();
    private final Map<UsageEvent, HistoryRow.Span> readBefore;

    private KnownEvents(Map<EventKey, KnownEvent> known, Map<UsageEvent, HistoryRow.Span> readBefore) {
        this.known = known;
        this.readBefore = readBefore;
    }

    /**
     * What is known of these events.
     *
     * @param readBefore when imported runs ran by what earlier versions read, where that was another time
     */
    static KnownEvents of(
            UsageTables tables, List<? extends UsageEvent> events, Map<UsageEvent, HistoryRow.Span> readBefore) {
        var known = new KnownEvents(Map.of(), readBefore);
        var keys = events.stream().flatMap(known::keys).collect(Collectors.toSet());
        known = new KnownEvents(tables.known(keys), readBefore);
        known.keep(tables.recorded(events.stream().flatMap(known::toBeCompared).collect(Collectors.toSet())));
        return known;
    }

    /** The same of events that are replayed, whose runs may have been accepted since under the ids of this version. */
    static KnownEvents ofReplayed(UsageTables tables, List<? extends UsageEvent> events) {
        var known = of(tables, events, Map.of());
        var alone = events.stream()
                .filter(event -> !known.known.containsKey(EventKey.of(event)))
                .filter(UsageEvent.Recorded.class::isInstance)
                .map(UsageEvent.Recorded.class::cast)
                .filter(RunId::isJobAlone)
                .toList();
        if (!alone.isEmpty()) {
            var recorded = tables.recordedOfJobs(alone);
            for (var event : alone) {
                recorded.stream()
                        .filter(usage -> usage.event().account().equals(event.account())
                                && usage.event().source().equals(event.source())
                                && RunId.isOfSameRun(usage.event().id(), event))
                        .findFirst()
                        .ifPresent(usage -> {
                            known.known.put(EventKey.of(event), KnownEvent.of(usage.event(), usage.entry()));
                            known.keep(List.of(usage));
                        });
            }
        }
        return known;
    }

    /** The event of a key. */
    Optional<KnownEvent> get(EventKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** The event that was accepted under the id of this one, or of its run under another id. */
    Optional<KnownEvent> get(UsageEvent event) {
        return get(EventKey.of(event))
                .or(() ->
                        others(event).filter(other -> isOfSameRun(other, event)).findFirst());
    }

    /** Keeps that an event was accepted. */
    void add(UsageEvent event, long entry) {
        known.put(EventKey.of(event), KnownEvent.of(event, entry));
        if (event instanceof UsageEvent.Recorded record) {
            records.put(new UsageRef(event.account(), entry), record);
        }
    }

    /** Why an event isn't the one that was accepted before. */
    ProblemException conflict(UsageEvent event, KnownEvent before) {
        var record = records.get(new UsageRef(event.account(), before.entry()));
        return new ProblemException(
                ProblemType.EVENT_CONFLICT,
                record != null && event instanceof UsageEvent.Recorded usage
                        ? conflict(usage, record, before.project())
                        : "The event '" + event.id() + "' of " + event.source()
                                + " was accepted before with another type, subject or data. Nothing was changed.");
    }

    private static String conflict(
            UsageEvent.Recorded event, UsageEvent.Recorded before, @Nullable String projectBefore) {
        var imported = RunId.isImported(event);
        if (imported
                && event.id().equals(before.id())
                && event.job().equals(before.job())
                && !event.startedAt().equals(before.startedAt())) {
            return "'" + event.id() + "' of " + event.source() + " was imported before as another run of the same job, "
                    + run(before)
                    + "; this row tells of " + run(event)
                    + ". Nothing was changed. Give each run an id of its own, or import the row "
                    + "under another name.";
        }
        var said = new ArrayList<String>();
        var says = new ArrayList<String>();
        compare("subject", before.job(), event.job(), said, says);
        compare("region", before.region(), event.region(), said, says);
        compare("pool", before.pool(), event.pool(), said, says);
        compare("specification", before.specification(), event.specification(), said, says);
        compare("activity", before.activity(), event.activity(), said, says);
        compare("nodes", before.nodes(), event.nodes(), said, says);
        compare("startedAt", before.startedAt(), event.startedAt(), said, says);
        compare("endedAt", before.endedAt(), event.endedAt(), said, says);
        if (projectBefore != null && event.project() != null) {
            compare("project", projectBefore, event.project(), said, says);
        }
        compare("node-seconds", nodeSeconds(before), nodeSeconds(event), said, says);
        return "'" + event.id() + "' of " + event.source() + " was accepted before"
                + (event.id().equals(before.id()) ? "" : " as '" + before.id() + "'") + " with other data: "
                + String.join(", ", said)
                + "; now " + String.join(", ", says) + ". Nothing was changed."
                + (imported
                        ? " To count what this row says, void that record and import the row under another name."
                        : "");
    }

    private static String run(UsageEvent.Recorded event) {
        return event.nodes() + " nodes from " + event.startedAt() + " to " + event.endedAt();
    }

    private static String nodeSeconds(UsageEvent.Recorded event) {
        return String.format(Locale.ROOT, "%,d", event.usage().nodeSeconds());
    }

    private static void compare(String field, Object before, Object now, List<String> said, List<String> says) {
        if (!before.equals(now)) {
            said.add(field + " " + before);
            says.add(field + " " + now);
        }
    }

    private void keep(Collection<RecordedUsage> usage) {
        usage.forEach(one -> records.put(new UsageRef(one.event().account(), one.entry()), one.event()));
    }

    private Stream<EventKey> keys(UsageEvent event) {
        var own = Stream.concat(Stream.of(EventKey.of(event)), otherKeys(event));
        return event instanceof UsageEvent.Voided voided
                ? Stream.concat(
                        own, Stream.of(new EventKey(voided.account(), voided.voidedSource(), voided.voidedId())))
                : own;
    }

    private Stream<UsageRef> toBeCompared(UsageEvent event) {
        var own = get(EventKey.of(event));
        var compared = own.isPresent() ? own.filter(before -> !before.isRepeatedBy(event)).stream() : others(event);
        return compared.filter(before -> before.type().equals(UsageEvent.Recorded.TYPE))
                .map(before -> new UsageRef(event.account(), before.entry()));
    }

    private Stream<KnownEvent> others(UsageEvent event) {
        return otherKeys(event).map(known::get).filter(Objects::nonNull);
    }

    private Stream<EventKey> otherKeys(UsageEvent event) {
        return event instanceof UsageEvent.Recorded record
                ? RunId.othersOf(record, readBefore.get(event)).stream()
                        .map(id -> new EventKey(event.account(), event.source(), id))
                : Stream.empty();
    }

    private boolean isOfSameRun(KnownEvent other, UsageEvent event) {
        var before = records.get(new UsageRef(event.account(), other.entry()));
        var read = readBefore.get(event);
        return before != null
                && event instanceof UsageEvent.Recorded record
                && (before.startedAt().equals(record.startedAt())
                        || (read != null
                                && before.startedAt().equals(read.start())
                                && before.endedAt().equals(read.end())));
    }
}
