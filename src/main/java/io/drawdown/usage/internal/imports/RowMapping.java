package io.drawdown.usage.internal.imports;

import io.drawdown.base.Check;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import io.drawdown.usage.ImportFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which account, region, pool, specification and activity a row of a history gets. In JSON each of the five is a fixed text
 * or an object:
 *
 * <pre>{@code
 * {"account": {"field": "group", "values": {"1": "nas-users", "2": "nas-staff"}, "default": "nas-guests"},
 *  "region": "us-west", "pool": "PUBLIC", "specification": {"field": "partition"}, "activity": "TRAINING",
 *  "zone": "America/Los_Angeles"}
 * }</pre>
 *
 * {@code field} names a column of the file (of SWF: a field by name or number). Without {@code values} what it says is taken as
 * it stands; what is not among the {@code values} gets the {@code default}, and without one the row is rejected. Rows of a value
 * whose entry, or default, is {@code null} are skipped. Of a CSV, what is left out is read from the column of the same name.
 * {@code zone} is where sacct's local times are local, UTC if left out.
 */
public final class RowMapping {

    /** How long the JSON may be, in characters. */
    public static final int LONGEST = 1_000_000;

    private static final int LONGEST_QUOTED = 100;

    private final Map<Target, Rule> rules;
    private final ZoneId zone;

    /** What a rule gives. */
    public enum Target {
        ACCOUNT(Check::isCode, "must be a code"),
        REGION(Check::isCode, "must be a code"),
        POOL(isOneOf(Pool.values()), "must be one of " + names(Pool.values())),
        SPECIFICATION(Check::isCode, "must be a code"),
        ACTIVITY(isOneOf(Activity.values()), "must be one of " + names(Activity.values()));

        private final Predicate<String> allows;
        private final String requirement;

        Target(Predicate<String> allows, String requirement) {
            this.allows = allows;
            this.requirement = requirement;
        }

        /** Its name in the mapping and in an event's data. */
        public String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private sealed interface Rule {

        record Fixed(String value) implements Rule {}

        /**
         * @param values what each value of the field gives; null gives nothing, which skips the row
         * @param otherwise what all other values give; null if they have nothing
         */
        record ByField(
                String field,
                @Nullable Map<String, Optional<String>> values,
                @Nullable Optional<String> otherwise) implements Rule {}
    }

    private RowMapping(Map<Target, Rule> rules, ZoneId zone) {
        this.rules = rules;
        this.zone = zone;
    }

    /** Reads a mapping for a format; @throws ProblemException naming every part of it that is wrong. */
    public static RowMapping read(@Nullable String text, ImportFormat format, JsonMapper json) {
        if (text == null || text.isBlank()) {
            return new Reader(json.createObjectNode(), format).read();
        }
        if (text.length() > LONGEST) {
            throw ProblemException.at(
                    ProblemType.INVALID, "mapping", "The mapping is longer than " + LONGEST + " characters.");
        }
        JsonNode mapping;
        try {
            mapping = json.reader()
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .readTree(text);
        } catch (JacksonException notJson) {
            throw ProblemException.at(
                    ProblemType.INVALID, "mapping", "The mapping isn't JSON, or an object in it has a key twice.");
        }
        if (!mapping.isObject()) {
            throw ProblemException.at(ProblemType.INVALID, "mapping", "The mapping must be a JSON object.");
        }
        return new Reader(mapping, format).read();
    }

    /** What a row gets; none if it is to be skipped. @throws ProblemException if the mapping has nothing for it. */
    public Optional<Map<Target, String>> values(HistoryRow.Job row) {
        var values = new EnumMap<Target, String>(Target.class);
        ProblemException unmapped = null;
        for (var rule : rules.entrySet()) {
            var given = given(rule.getValue(), row);
            if (given == null) {
                unmapped = unmapped == null ? nothingFor(rule.getKey(), (Rule.ByField) rule.getValue(), row) : unmapped;
            } else if (given.isEmpty()) {
                return Optional.empty();
            } else {
                values.put(rule.getKey(), given.get());
            }
        }
        if (unmapped != null) {
            throw unmapped;
        }
        return Optional.of(values);
    }

    private static @Nullable Optional<String> given(Rule rule, HistoryRow.Job row) {
        return switch (rule) {
            case Rule.Fixed fixed -> Optional.of(fixed.value());
            case Rule.ByField byField
            when byField.values() == null -> Optional.of(row.field().apply(byField.field()));
            case Rule.ByField byField ->
                byField.values().getOrDefault(row.field().apply(byField.field()), byField.otherwise());
        };
    }

    private static ProblemException nothingFor(Target target, Rule.ByField rule, HistoryRow.Job row) {
        var found = row.field().apply(rule.field());
        var quoted = found.length() > LONGEST_QUOTED ? found.substring(0, LONGEST_QUOTED) + "…" : found;
        return ProblemException.at(
                ProblemType.INVALID,
                "data." + target.field(),
                "The mapping has no " + target.field() + " for the " + rule.field() + " '" + quoted + "'.");
    }

    /** Where the file's local times are local. */
    ZoneId zone() {
        return zone;
    }

    /** The fields of the file that the mapping needs. */
    Set<String> fields() {
        return rules.values().stream()
                .filter(Rule.ByField.class::isInstance)
                .map(rule -> ((Rule.ByField) rule).field())
                .collect(Collectors.toSet());
    }

    private static final class Reader {

        private final JsonNode json;
        private final ImportFormat format;
        private final Check check = new Check();

        Reader(JsonNode json, ImportFormat format) {
            this.json = json;
            this.format = format;
        }

        RowMapping read() {
            var rules = new EnumMap<Target, Rule>(Target.class);
            for (var target : Target.values()) {
                var rule = rule(target, "mapping." + target.field(), json.path(target.field()));
                if (rule != null) {
                    rules.put(target, rule);
                }
            }
            var zone = zone();
            var known = Arrays.stream(Target.values()).map(Target::field).collect(Collectors.toSet());
            known.add("zone");
            refuseUnknown("mapping", json, known);
            check.orRefuse();
            return new RowMapping(rules, zone);
        }

        private @Nullable Rule rule(Target target, String path, JsonNode rule) {
            if (rule.isMissingNode() || rule.isNull()) {
                check.that(
                        format == ImportFormat.CSV,
                        path,
                        "is required: a file in this format doesn't say it by itself");
                return new Rule.ByField(target.field(), null, null);
            }
            if (rule.isObject()) {
                return byField(target, path, rule);
            }
            var value = allowed(target, path, rule);
            return value == null ? null : new Rule.Fixed(value);
        }

        private @Nullable Rule byField(Target target, String path, JsonNode rule) {
            refuseUnknown(path, rule, Set.of("field", "values", "default"));
            var field = field(path + ".field", rule.path("field"));
            var values = rule.path("values");
            var otherwise = rule.path("default");
            check.that(values.isMissingNode() || values.isObject(), path + ".values", "must be an object of texts");
            check.that(
                    otherwise.isMissingNode() || values.isObject(), path + ".default", "is of use only beside values");
            Map<String, Optional<String>> valueOf = null;
            if (values.isObject()) {
                valueOf = new HashMap<>();
                for (var entry : values.properties()) {
                    valueOf.put(
                            entry.getKey(),
                            allowedOrNull(target, path + ".values." + entry.getKey(), entry.getValue()));
                }
            }
            var byDefault = otherwise.isMissingNode() ? null : allowedOrNull(target, path + ".default", otherwise);
            return field == null ? null : new Rule.ByField(field, valueOf, byDefault);
        }

        private @Nullable String field(String path, JsonNode field) {
            if (format == ImportFormat.SWF) {
                var name = field.isString() || field.isIntegralNumber() ? SwfHistory.field(field.asString()) : null;
                check.that(
                        name != null,
                        path,
                        "must be the number of a field, 1 to 18, or its name: "
                                + String.join(", ", SwfHistory.fields()));
                return name;
            }
            var isName = field.isString() && !field.stringValue().isBlank();
            check.that(isName, path, "must be the name of a column");
            return isName ? field.stringValue() : null;
        }

        private Optional<String> allowedOrNull(Target target, String path, JsonNode value) {
            return value.isNull() ? Optional.empty() : Optional.ofNullable(allowed(target, path, value));
        }

        private @Nullable String allowed(Target target, String path, JsonNode value) {
            var isAllowed = value.isString() && target.allows.test(value.stringValue());
            check.that(isAllowed, path, target.requirement);
            return isAllowed ? value.stringValue() : null;
        }

        private ZoneId zone() {
            var zone = json.path("zone");
            if (zone.isMissingNode() || zone.isNull()) {
                return ZoneOffset.UTC;
            }
            check.that(
                    format == ImportFormat.SACCT,
                    "mapping.zone",
                    "is for sacct only: times in the other formats name their zone themselves");
            try {
                return ZoneId.of(zone.asString(""));
            } catch (DateTimeException unknown) {
                check.that(false, "mapping.zone", "must be a time zone such as America/Los_Angeles");
                return ZoneOffset.UTC;
            }
        }

        private void refuseUnknown(String path, JsonNode object, Collection<String> known) {
            for (var name : object.propertyNames()) {
                check.that(known.contains(name), path + "." + name, "is not known here");
            }
        }
    }

    private static Predicate<String> isOneOf(Enum<?>[] choices) {
        var names = Arrays.stream(choices).map(Enum::name).toList();
        return names::contains;
    }

    private static String names(Enum<?>[] choices) {
        return Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", "));
    }
}
