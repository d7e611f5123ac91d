package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.usage.event.EventReader;
import io.drawdown.usage.event.EventReport;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.JobObservation;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.PerAccountFallback;
import io.drawdown.usage.settlement.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Takes in events from callers that may report usage (R14, R15, R23). */
@Service
public class UsageEvents {

    private static final int MAX_ECHO_LENGTH = 255;

    private final EventReader reader;
    private final Settlement settlement;
    private final Runs runs;
    private final Access access;

    UsageEvents(EventReader reader, Settlement settlement, Runs runs, Access access) {
        this.reader = reader;
        this.settlement = settlement;
        this.runs = runs;
        this.access = access;
    }

    /** Receives the events of a request, one after the other, as they are read. */
    public interface EventSink {

        /** Accepts a CloudEvent. */
        void accept(JsonNode json);

        /** Accepts an event that can't be read, with the known fields and the problem. */
        void acceptUnreadable(@Nullable JsonNode json, ProblemException why);
    }

    /** Requires that the caller may report usage. Called before a large body is read. */
    public void requireAllowed() {
        access.requireReport();
    }

    /** Settles CloudEvents in their order and returns a result for each. */
    public EventReport report(List<JsonNode> events) {
        return report(eventSink -> events.forEach(eventSink::accept));
    }

    /**
     * Settles the CloudEvents of a request in their order and returns a result for each. Events with the result
     * `accepted` are on disk. Neither a broken event nor an account that is held up keeps other events from being
     * settled. Only the parts of an event that the program needs stay in memory while the next is read.
     *
     * @param request gives its events; nothing is settled if it throws
     */
    public EventReport report(Consumer<EventSink> request) {
        var batch = new Batch(access.requireReport());
        request.accept(batch);
        return batch.settle();
    }

    private final class Batch implements EventSink {

        private final Caller caller;
        private final List<@Nullable EventResult> results = new ArrayList<>();
        private final List<UsageEvent> readable = new ArrayList<>();
        private final List<JobObservation> observations = new ArrayList<>();
        private final Map<Problem, Problem> problems = new HashMap<>();

        Batch(Caller caller) {
            this.caller = caller;
        }

        @Override
        public void accept(JsonNode json) {
            try {
                if (EventReader.isObservation(json)) {
                    acceptObservation(reader.readObservation(json));
                } else {
                    var event = reader.read(json);
                    requireOwnAccount(caller, event.account());
                    readable.add(event);
                    results.add(null);
                }
            } catch (ProblemException problem) {
                acceptUnreadable(json, problem);
            }
        }

        private void acceptObservation(JobObservation observation) {
            requireOwnAccount(caller, observation.account());
            observations.add(observation);
            results.add(EventResult.accepted(observation));
        }

        @Override
        public void acceptUnreadable(@Nullable JsonNode json, ProblemException why) {
            var problem = Problem.of(why);
            results.add(EventResult.rejected(
                    shortText(json, "source"),
                    shortText(json, "id"),
                    problems.computeIfAbsent(problem, Function.identity())));
        }

        EventReport settle() {
            var settled = PerAccountFallback.settle(
                            readable, UsageEvent::account, settlement::settle, settlement::refuse)
                    .iterator();
            if (!observations.isEmpty()) {
                runs.observe(observations);
            }
            return EventReport.of(results.stream()
                    .map(result -> result == null ? settled.next() : result)
                    .toList());
        }
    }

    private static void requireOwnAccount(Caller caller, String account) {
        if (caller.account() != null && !caller.account().equals(account)) {
            throw ProblemException.forField(
                    ProblemType.FORBIDDEN, "data.account", "This key reports usage of " + caller.account() + " only.");
        }
    }

    /** Returns a text of an unreadable event, shortened if it is longer than a valid one may be. */
    private static @Nullable String shortText(@Nullable JsonNode json, String field) {
        if (json == null || !json.path(field).isString()) {
            return null;
        }
        var text = json.path(field).stringValue();
        if (text.length() <= MAX_ECHO_LENGTH) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(MAX_ECHO_LENGTH - 1)) ? MAX_ECHO_LENGTH - 1 : MAX_ECHO_LENGTH;
        return text.substring(0, end) + "…";
    }
}
