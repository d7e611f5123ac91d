package io.drawdown.usage.event;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads CloudEvents into usage events, or reports which of their fields are wrong (R15). */
@Component
public class EventReader {

    /** How far ahead of the clock usage may end. */
    private static final Duration MAX_CLOCK_AHEAD = Duration.ofMinutes(5);

    /** The longest usage that can be counted for a running job without a stop. */
    private static final Duration MAX_RUN = Duration.ofDays(100 * 365);

    private static final Duration SHORTEST_REPORT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_REPORT_INTERVAL = Duration.ofDays(7);

    private static final int MAX_ID_LENGTH = 255;

    private static final String BEFORE_1970 = "must not lie before 1970";

    private final Clock clock;

    EventReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads an event from outside.
     *
     * @throws ProblemException naming every field that is wrong
     */
    public UsageEvent read(JsonNode json) {
        if (!json.isObject()) {
            throw new ProblemException(ProblemType.INVALID, "An event must be a JSON object.");
        }
        var fields = new Fields(json);
        fields.refuseReservedSource();
        return read(fields);
    }

    /** Returns whether an event from outside is an observation, which {@link #readObservation} reads. */
    public static boolean isObservation(JsonNode json) {
        return json.path("type").isString() && json.path("type").stringValue().equals(JobObservation.TYPE);
    }

    /**
     * Reads an observation from outside.
     *
     * @throws ProblemException naming every field that is wrong
     */
    public JobObservation readObservation(JsonNode json) {
        var fields = new Fields(json);
        fields.refuseReservedSource();
        fields.requireVersion();
        var data = fields.data();
        var observation = new JobObservation(
                data.code("account"),
                fields.text("source", MAX_ID_LENGTH),
                fields.text("id", MAX_ID_LENGTH),
                fields.text("subject", MAX_ID_LENGTH),
                data.instant("observedAt"));
        fields.throwIfInvalid();
        checkPossible(new Validation(), "data.observedAt", observation.observedAt())
                .throwIfInvalid();
        return observation;
    }

    /** Reads an event that this program stored or created, whose source may be reserved. */
    public UsageEvent readInternal(JsonNode json) {
        return read(new Fields(json));
    }

    /** Reads an event as {@link #readInternal} does, without checking whether its times and quantities are possible. */
    public UsageEvent readInternalUnchecked(JsonNode json) {
        return readUnchecked(new Fields(json));
    }

    private UsageEvent read(Fields fields) {
        return requirePossible(readUnchecked(fields));
    }

    private UsageEvent readUnchecked(Fields fields) {
        fields.requireVersion();
        var event = switch (fields.text("type", MAX_ID_LENGTH)) {
            case UsageEvent.Recorded.TYPE -> readRecorded(fields);
            case UsageEvent.Voided.TYPE -> readVoided(fields);
            case UsageEvent.Started.TYPE -> readStarted(fields);
            case UsageEvent.Stopped.TYPE -> readStopped(fields);
            default -> {
                fields.addProblem(
                        "type",
                        "must be one of "
                                + String.join(
                                        ", ",
                                        UsageEvent.Recorded.TYPE,
                                        UsageEvent.Voided.TYPE,
                                        UsageEvent.Started.TYPE,
                                        JobObservation.TYPE,
                                        UsageEvent.Stopped.TYPE));
                yield null;
            }
        };
        fields.throwIfInvalid();
        return Objects.requireNonNull(event);
    }

    /**
     * Returns the event if its times and quantities are possible.
     *
     * @throws ProblemException naming the field that isn't
     */
    public UsageEvent requirePossible(UsageEvent event) {
        switch (event) {
            case UsageEvent.Recorded usage -> validate(usage);
            case UsageEvent.Started start -> validate(start);
            case UsageEvent.Stopped stop ->
                checkPossible(new Validation(), "data.stoppedAt", stop.stoppedAt())
                        .throwIfInvalid();
            case UsageEvent.Voided correction -> {}
        }
        return event;
    }

    private void validate(UsageEvent.Recorded usage) {
        var validation = new Validation()
                .require(usage.nodes() >= 1, "data.nodes", "must be a whole number from 1")
                .require(!usage.startedAt().isBefore(Instant.EPOCH), "data.startedAt", BEFORE_1970)
                .require(!usage.endedAt().isBefore(usage.startedAt()), "data.endedAt", "must not lie before startedAt");
        checkNotAhead(validation, "data.endedAt", usage.endedAt()).throwIfInvalid();
        requireCountable(usage.nodes(), usage.startedAt(), usage.endedAt());
    }

    private void validate(UsageEvent.Started start) {
        var validation = new Validation().require(start.nodes() >= 1, "data.nodes", "must be a whole number from 1");
        checkPossible(validation, "data.startedAt", start.startedAt()).throwIfInvalid();
        requireCountable(start.nodes(), start.startedAt(), clock.instant().plus(MAX_RUN));
    }

    private Validation checkPossible(Validation validation, String field, Instant instant) {
        return checkNotAhead(validation.require(!instant.isBefore(Instant.EPOCH), field, BEFORE_1970), field, instant);
    }

    /** Requires that an end isn't too far ahead of the clock (R15). */
    public Validation checkNotAhead(Validation validation, String field, Instant instant) {
        return validation.require(
                !instant.isAfter(clock.instant().plus(MAX_CLOCK_AHEAD)),
                field,
                "must not lie more than " + MAX_CLOCK_AHEAD.toMinutes() + " minutes ahead of this server's clock, "
                        + clock.instant());
    }

    private static void requireCountable(long nodes, Instant start, Instant end) {
        try {
            NodeSeconds.of(nodes, start, end);
        } catch (ArithmeticException overflow) {
            throw ProblemException.forField(
                    ProblemType.INVALID, "data.nodes", "Nodes × running time is larger than can be counted.");
        }
    }

    private static UsageEvent readRecorded(Fields fields) {
        var data = fields.data();
        return new UsageEvent.Recorded(
                data.code("account"),
                fields.text("source", MAX_ID_LENGTH),
                fields.text("id", MAX_ID_LENGTH),
                fields.text("subject", MAX_ID_LENGTH),
                data.code("region"),
                data.choice("pool", Pool.class),
                data.code("specification"),
                data.choice("activity", Activity.class),
                data.wholeNumber("nodes"),
                data.instant("startedAt"),
                data.instant("endedAt"),
                data.optionalCode("project"));
    }

    private static UsageEvent readVoided(Fields fields) {
        var data = fields.data();
        return new UsageEvent.Voided(
                data.code("account"),
                fields.text("source", MAX_ID_LENGTH),
                fields.text("id", MAX_ID_LENGTH),
                fields.optionalText("subject", MAX_ID_LENGTH),
                data.text("source", MAX_ID_LENGTH),
                data.text("id", MAX_ID_LENGTH));
    }

    private static UsageEvent readStarted(Fields fields) {
        var data = fields.data();
        return new UsageEvent.Started(
                data.code("account"),
                fields.text("source", MAX_ID_LENGTH),
                fields.text("id", MAX_ID_LENGTH),
                fields.text("subject", MAX_ID_LENGTH),
                data.code("region"),
                data.choice("pool", Pool.class),
                data.code("specification"),
                data.choice("activity", Activity.class),
                data.wholeNumber("nodes"),
                data.instant("startedAt"),
                data.optionalCode("project"),
                data.optionalDuration("reportEvery", SHORTEST_REPORT_INTERVAL, LONGEST_REPORT_INTERVAL));
    }

    private static UsageEvent readStopped(Fields fields) {
        var data = fields.data();
        return new UsageEvent.Stopped(
                data.code("account"),
                fields.text("source", MAX_ID_LENGTH),
                fields.text("id", MAX_ID_LENGTH),
                fields.text("subject", MAX_ID_LENGTH),
                data.instant("stoppedAt"));
    }

    /**
     * The fields of an object, which collect the problems with them. Until {@link #throwIfInvalid} has passed,
     * missing values are replaced by defaults.
     */
    private static final class Fields {

        private final JsonNode json;
        private final String path;
        private final List<FieldProblem> problems;

        Fields(JsonNode json) {
            this(json, "", new ArrayList<>());
        }

        private Fields(JsonNode json, String path, List<FieldProblem> problems) {
            this.json = json;
            this.path = path;
            this.problems = problems;
        }

        Fields data() {
            var data = json.path("data");
            if (!data.isObject()) {
                addProblem("data", "must be an object");
            }
            return new Fields(data, "data.", problems);
        }

        void refuseReservedSource() {
            var source = json.path("source");
            if (source.isString() && isReservedSource(source.stringValue())) {
                addProblem("source", "must not start with urn:drawdown: or /imports/, which are this program's own");
            }
        }

        void requireVersion() {
            if (!"1.0".equals(text("specversion", 10))) {
                addProblem("specversion", "must be \"1.0\"");
            }
        }

        String text(String field, int longest) {
            var value = json.path(field);
            if (!value.isString()
                    || value.stringValue().isBlank()
                    || value.stringValue().length() > longest
                    || value.stringValue().chars().anyMatch(Character::isISOControl)
                    || !Validation.isEncodable(value.stringValue())) {
                addProblem(field, "must be a text of 1 to " + longest + " characters");
                return "";
            }
            return value.stringValue();
        }

        @Nullable
        String optionalText(String field, int longest) {
            return json.path(field).isMissingNode() || json.path(field).isNull() ? null : text(field, longest);
        }

        String code(String field) {
            var value = json.path(field);
            if (!value.isString() || !Validation.isCode(value.stringValue())) {
                addProblem(field, "must be a code: 1 to 63 letters, digits, dots, underscores or hyphens");
                return "";
            }
            return value.stringValue();
        }

        @Nullable
        String optionalCode(String field) {
            return json.path(field).isMissingNode() || json.path(field).isNull() ? null : code(field);
        }

        <E extends Enum<E>> E choice(String field, Class<E> choices) {
            var value = json.path(field);
            var constants = choices.getEnumConstants();
            Optional<E> chosen = Arrays.stream(constants)
                    .filter(constant -> value.isString() && constant.name().equals(value.stringValue()))
                    .findFirst();
            if (chosen.isEmpty()) {
                addProblem(field, "must be one of " + Arrays.toString(constants).replaceAll("[\\[\\]]", ""));
            }
            return chosen.orElse(constants[0]);
        }

        long wholeNumber(String field) {
            var value = json.path(field);
            if (value.isNumber()) {
                try {
                    return value.decimalValue().longValueExact();
                } catch (ArithmeticException notWhole) {
                    addProblem(field, "must be a whole number below 2^63");
                    return 1;
                }
            }
            addProblem(field, "must be a whole number");
            return 1;
        }

        Instant instant(String field) {
            var value = json.path(field);
            try {
                if (value.isString()) {
                    return OffsetDateTime.parse(value.stringValue()).toInstant().truncatedTo(ChronoUnit.SECONDS);
                }
            } catch (DateTimeException unreadable) {
                // handled below, like a value that isn't a text
            }
            addProblem(field, "must be an instant such as 2026-11-22T10:00:00Z");
            return Instant.EPOCH;
        }

        @Nullable
        Duration optionalDuration(String field, Duration shortest, Duration longest) {
            var value = json.path(field);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            try {
                var duration = value.isString() ? Duration.parse(value.stringValue()) : Duration.ZERO;
                if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
                    return duration.truncatedTo(ChronoUnit.SECONDS);
                }
            } catch (DateTimeParseException unreadable) {
                // handled below, like a duration that is too short or too long
            }
            addProblem(field, "must be a duration from " + shortest + " to " + longest + ", such as PT5M");
            return null;
        }

        void addProblem(String field, String message) {
            problems.add(new FieldProblem(path + field, message));
        }

        void throwIfInvalid() {
            if (!problems.isEmpty()) {
                var first = problems.getFirst();
                throw new ProblemException(
                        ProblemType.INVALID, "'" + first.field() + "' " + first.message() + ".", problems);
            }
        }
    }

    static boolean isReservedSource(String source) {
        var lower = source.toLowerCase(Locale.ROOT);
        return lower.startsWith("urn:drawdown:") || lower.startsWith("/imports/");
    }
}
