package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.event.EventKey;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.internal.RejectedEventRepository;
import io.drawdown.usage.internal.UsageRepository;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.SlurmRunId;
import io.drawdown.usage.settlement.PerAccountFallback;
import io.drawdown.usage.settlement.Settlement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * The events that were well formed but couldn't be settled. Admins see them here and replay them once the catalogue
 * or a copy of the event is mended (R15). The original event is never overwritten.
 */
@Service
public class RejectedEvents {

    private static final int MAX_SOURCES = 500;

    private final RejectedEventRepository repository;
    private final UsageRepository usageRepository;
    private final ImportRepository imports;
    private final EventReader reader;
    private final Settlement settlement;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RejectedEvents(
            RejectedEventRepository repository,
            UsageRepository usageRepository,
            ImportRepository imports,
            EventReader reader,
            Settlement settlement,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.usageRepository = usageRepository;
        this.imports = imports;
        this.reader = reader;
        this.settlement = settlement;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** The result of replaying an event. */
    public record ReplayResult(RejectedEvent event, EventResult result) {

        /** Returns whether the event is in the ledger. */
        public boolean isSettled() {
            return countsAsSettled(result);
        }
    }

    /** Lists the events that match a filter, the newest first. */
    @Transactional(readOnly = true)
    public Listing<RejectedEvent> list(RejectedEventFilter filter) {
        access.requireAdmin();
        return repository.list(filter);
    }

    /** Returns one rejected event. */
    @Transactional(readOnly = true)
    public RejectedEvent get(long id) {
        access.requireAdmin();
        return find(id);
    }

    /** Lists the sources of rejected events, for a filter to offer. */
    @Transactional(readOnly = true)
    public List<String> listSources() {
        access.requireAdmin();
        return repository.findSources(MAX_SOURCES);
    }

    /**
     * Saves a mended copy of an event, which is replayed in its place from then on. A copy that equals the event
     * removes an earlier copy. The source and id can't be changed, because the sender would send the event again
     * under them.
     *
     * @param seen the rejected event as it was when the copy was made
     * @throws ProblemException if the copy isn't a valid event, or the rejected event has changed since
     */
    @Transactional
    public RejectedEvent mend(RejectedEvent seen, JsonNode copy) {
        var by = access.requireAdmin().name();
        var kept = repository.lock(seen.id()).orElseThrow(() -> notFound(seen.id()));
        requireOpen(kept);
        requireUnchanged(kept, seen);
        var mended = readMended(kept, copy);
        var isAsItCame = repository.toStoredJson(mended).equals(kept.event());
        repository.saveMended(kept.id(), isAsItCame ? null : mended, by, clock.instant());
        var after = find(kept.id());
        events.publishEvent(new AuditedChange(
                AuditAction.EVENT_MENDED,
                after.replayAccount(),
                auditSubject(kept),
                kept.eventToReplay(),
                after.eventToReplay()));
        return after;
    }

    /** Replays an event, or its mended copy. It is no longer open once it is accepted, or was accepted before. */
    public EventResult replay(long id) {
        var by = access.requireAdmin().name();
        var kept = find(id);
        if (kept.state() == RejectedEvent.State.REPLAYED) {
            throw ProblemException.notFound("The rejected event " + id + " has been replayed. One that is still to be");
        }
        return replay(List.of(kept), by).getFirst().result();
    }

    /**
     * Replays an event, or its mended copy, as the admin saw it.
     *
     * @throws ProblemException if it was mended or replayed since
     */
    public EventResult replay(RejectedEvent seen) {
        var by = access.requireAdmin().name();
        return replay(List.of(seen), by).getFirst().result();
    }

    /**
     * Replays several events in one transaction, in the order in which they came: the first that match a filter after
     * the given one. Repeating it is safe, since settled events aren't open any more.
     *
     * @param after the last event that was replayed; 0 to begin
     * @return the result of each event; empty when all are done
     */
    public List<ReplayResult> replay(RejectedEventFilter filter, long after, int most) {
        var by = access.requireAdmin().name();
        if (filter.state() != RejectedEvent.State.OPEN) {
            throw new ProblemException(ProblemType.INVALID, "Only events that are open can be replayed.");
        }
        return replay(repository.findAfter(filter, after, most), by);
    }

    private List<ReplayResult> replay(List<RejectedEvent> kept, String by) {
        return PerAccountFallback.settle(
                kept, RejectedEvent::replayAccount, some -> replayTogether(some, by), this::refuse);
    }

    private List<ReplayResult> refuse(List<RejectedEvent> kept, ProblemException why) {
        return kept.stream()
                .map(one -> {
                    var result =
                            EventResult.of(reader.readInternal(one.eventToReplay()), EventResult.Status.REJECTED, why);
                    repository.updateProblem(one.id(), result.requireProblem());
                    return new ReplayResult(one, result);
                })
                .toList();
    }

    private List<ReplayResult> replayTogether(List<RejectedEvent> kept, String by) {
        var replayed = new ArrayList<ReplayResult>();
        var readable = kept.stream()
                .map(one -> reader.readInternal(one.eventToReplay()))
                .toList();
        settlement.replay(readable, results -> {
            replayed.clear();
            for (var index = 0; index < kept.size(); index++) {
                saveOutcome(kept.get(index), results.get(index), by);
                replayed.add(new ReplayResult(kept.get(index), results.get(index)));
            }
        });
        return replayed;
    }

    private void saveOutcome(RejectedEvent replayed, EventResult result, String by) {
        if (!countsAsSettled(result)) {
            repository.updateProblem(replayed.id(), result.requireProblem());
            return;
        }
        var now = repository.lock(replayed.id()).orElseThrow(() -> notFound(replayed.id()));
        if (result.status() == EventResult.Status.ACCEPTED) {
            requireUnchanged(now, replayed);
            addToImport(replayed);
        }
        if (repository.markReplayed(replayed.id(), by, clock.instant())) {
            events.publishEvent(new AuditedChange(
                    AuditAction.EVENT_REPLAYED, replayed.replayAccount(), auditSubject(replayed), replayed, null));
        }
    }

    /** Adds the record to the import that had rejected it, so that it is taken back with the import. */
    private void addToImport(RejectedEvent replayed) {
        if (SlurmRunId.isImported(replayed.source())) {
            var key = new EventKey(replayed.replayAccount(), replayed.source(), replayed.eventId());
            var recorded = Objects.requireNonNull(
                    usageRepository.findEvents(List.of(key)).get(key), "The replayed event isn't recorded.");
            imports.addReplayed(replayed.source(), replayed.receivedAt(), key.account(), recorded.entry());
        }
    }

    /**
     * Requires that an event wasn't mended or settled meanwhile, so that it isn't settled a second time, perhaps in
     * another account.
     */
    private static void requireUnchanged(RejectedEvent now, RejectedEvent seen) {
        if (now.replayedAt() != null
                || !now.event().equals(seen.event())
                || !Objects.equals(now.mended(), seen.mended())) {
            throw new ProblemException(
                    ProblemType.CHANGED_MEANWHILE,
                    "Someone else has corrected or replayed the event '" + auditSubject(seen)
                            + "', or it has come again, since it was read. Nothing was changed. Look at it again.");
        }
    }

    private UsageEvent readMended(RejectedEvent kept, JsonNode copy) {
        if (!copy.isObject()) {
            throw new ProblemException(ProblemType.INVALID, "An event must be a JSON object.");
        }
        var mended = reader.readInternal(copy);
        var moved = new ArrayList<FieldProblem>();
        requireSame("source", kept.source(), mended.source(), moved);
        requireSame("id", kept.eventId(), mended.id(), moved);
        if (!moved.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID,
                    "'" + moved.getFirst().field() + "' " + moved.getFirst().message() + ".",
                    moved);
        }
        return mended;
    }

    private static void requireSame(String field, String kept, String mended, List<FieldProblem> problems) {
        if (!kept.equals(mended)) {
            problems.add(new FieldProblem(
                    field,
                    "must stay '" + kept
                            + "': by its source and id the event is known if it is sent again, and not counted twice"));
        }
    }

    private static void requireOpen(RejectedEvent kept) {
        switch (kept.state()) {
            case OPEN -> {}
            case REPLAYED ->
                throw new ProblemException(
                        ProblemType.CHANGED_MEANWHILE,
                        kept.replayedBy() + " has replayed this event at " + kept.replayedAt() + ". It is settled.");
            case ACCEPTED ->
                throw new ProblemException(
                        ProblemType.CHANGED_MEANWHILE,
                        "An event with this source and id has been accepted since, by being sent again. There is"
                                + " nothing left to replay.");
        }
    }

    private static boolean countsAsSettled(EventResult result) {
        return result.status() == EventResult.Status.ACCEPTED || result.status() == EventResult.Status.DUPLICATE;
    }

    private RejectedEvent find(long id) {
        return repository.find(id).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(long id) {
        return ProblemException.notFound("The rejected event " + id);
    }

    private static String auditSubject(RejectedEvent one) {
        return one.source() + " " + one.eventId();
    }
}
