package io.drawdown.usage.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result for one event (R15).
 *
 * @param source null if the event is too broken to have one
 * @param coverable for an accepted void: the charges that the returned quota could have covered (R12), the first 100
 * of a request
 */
public record EventResult(
        @Nullable String source,
        @Nullable String id,
        Status status,
        @Nullable Problem problem,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Coverable> coverable) {

    /** The status of an event. */
    public enum Status {
        ACCEPTED,
        DUPLICATE,
        CONFLICT,
        REJECTED;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A charge after a voided record that the quota returned by the void could have covered. */
    public record Coverable(
            @JsonIgnore long entry,
            @JsonIgnore long usageEntry,
            String usageSource,
            String usageId,
            Instant from,
            Instant to,
            long nodeSeconds) {}

    public static EventResult of(UsageEvent event, Status status) {
        return new EventResult(event.source(), event.id(), status, null, List.of());
    }

    /** Returns the result of an observation, which is always accepted once it can be read. */
    public static EventResult accepted(JobObservation observation) {
        return new EventResult(observation.source(), observation.id(), Status.ACCEPTED, null, List.of());
    }

    public static EventResult of(UsageEvent event, Status status, ProblemException problem) {
        return new EventResult(event.source(), event.id(), status, Problem.of(problem), List.of());
    }

    public static EventResult rejected(@Nullable String source, @Nullable String id, Problem problem) {
        return new EventResult(source, id, Status.REJECTED, problem, List.of());
    }

    /** Returns why the event was not accepted. Throws if it was. */
    public Problem requireProblem() {
        return Objects.requireNonNull(problem);
    }

    public EventResult withCoverableCharges(List<Coverable> charges) {
        return new EventResult(source, id, status, problem, charges);
    }
}
