package io.drawdown.usage.internal.imports;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.usage.imports.ImportFormat;
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
 * The mapping of a history's rows to account, region, pool, specification, activity and project. In JSON each of the
 * six is a fixed text or an object:
 *
 * <pre>{@code
 * {"account": {"field": "group", "values": {"1": "nas-users", "2": "nas-staff"}, "default": "nas-guests"},
 *  "region": "us-west", "pool": "PUBLIC", "specification": {"field": "partition"}, "activity": "TRAINING",
 *  "zone": "America/Los_Angeles"}
 * }</pre>
 *
 * {@code field} names a column of the file (for SWF: a field by name or number). Without {@code values} its text is
 * used unchanged. A text that isn't among the {@code values} gets the {@code default}; without one the row is rejected.
 * Rows whose value or default is {@code null} are skipped. In a CSV, omitted fields are read from the columns of the
 * same names. The project is optional, and a row whose field for it is empty has none. {@code zone} is the time zone of sacct's local times, which is UTC if omitted.
 */
public final class RowMapping {

    /** The maximum length of the JSON, in characters. */
    public static final int MAX_LENGTH = 1_000_000;

    private static final int MAX_QUOTED_LENGTH = 100;

    private final Map<Target, Rule> rules;
    private final ZoneId zone;

    /** The field of an event that a rule determines. */
    public enum Target {
        ACCOUNT(Validation::isCode, "must be a code"),
        REGION(Validation::isCode, "must be a code"),
        POOL(isOneOf(Pool.values()), "must be one of " + joinNames(Pool.values())),
        SPECIFICATION(Validation::isCode, "must be a code"),
        ACTIVITY(isOneOf(Activity.values()), "must be one of " + joinNames(Activity.values())),
        /** The only target that a row may leave out. */
        PROJECT(Validation::isCode, "must be a code");

        private final Predicate<String> isAllowed;
        private final String requirement;

        Target(Predicate<String> isAllowed, String requirement) {
            this.isAllowed = isAllowed;
            this.requirement = requirement;
        }

        /** Returns its name in the mapping and in an event's data. */
        public String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private sealed interface Rule {

        record Fixed(String value) implements Rule {}

        /**
         * A rule that maps a field of the row.
         *
         * @param values the result for each value of the field; a result of null skips the row
         * @param defaultValue the result for all other values; null if they have none
         * @param isOptional whether the file may lack the field
         */
        record ByField(
                String field,
                @Nullable Map<String, MappedValue> values,
                @Nullable MappedValue defaultValue,
                boolean isOptional)
                implements Rule {}
    }

    /** What a rule gives for a row; null skips the row. */
    private record MappedValue(@Nullable String text) {}

    private RowMapping(Map<Target, Rule> rules, ZoneId zone) {
        this.rules = rules;
        this.zone = zone;
    }

    /**
     * Reads a mapping for a format.
     *
     * @throws ProblemException naming every part of it that is wrong
     */
    public static RowMapping read(@Nullable String text, ImportFormat format, JsonMapper json) {
        if (text == null || text.isBlank()) {
            return new MappingReader(json.createObjectNode(), format).read();
        }
        if (text.length() > MAX_LENGTH) {
            throw ProblemException.forField(
                    ProblemType.INVALID, "mapping", "The mapping is longer than " + MAX_LENGTH + " characters.");
        }
        JsonNode mapping;
        try {
            mapping = json.reader()
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .readTree(text);
        } catch (JacksonException notJson) {
            throw ProblemException.forField(
                    ProblemType.INVALID, "mapping", "The mapping isn't JSON, or an object in it has a key twice.");
        }
        if (!mapping.isObject()) {
            throw ProblemException.forField(ProblemType.INVALID, "mapping", "The mapping must be a JSON object.");
        }
        return new MappingReader(mapping, format).read();
    }

    /** Returns a mapping that maps nothing, for a first look at a file. */
    static RowMapping empty() {
        return new RowMapping(Map.of(), ZoneOffset.UTC);
    }

    /**
     * Maps a row; empty if it must be skipped.
     *
     * @throws ProblemException if the mapping has nothing for it
     */
    public Optional<Map<Target, String>> map(HistoryRow.Job row) {
        var values = new EnumMap<Target, String>(Target.class);
        ProblemException unmapped = null;
        for (var rule : rules.entrySet()) {
            var given = apply(rule.getValue(), row);
            if (given == null) {
                unmapped =
                        unmapped == null ? unmappedValue(rule.getKey(), (Rule.ByField) rule.getValue(), row) : unmapped;
            } else if (given.text() == null) {
                return Optional.empty();
            } else if (rule.getKey() != Target.PROJECT || !given.text().isBlank()) {
                values.put(rule.getKey(), given.text());
            }
        }
        if (unmapped != null) {
            throw unmapped;
        }
        return Optional.of(values);
    }

    private static @Nullable MappedValue apply(Rule rule, HistoryRow.Job row) {
        return switch (rule) {
            case Rule.Fixed fixed -> new MappedValue(fixed.value());
            case Rule.ByField byField -> {
                var found = row.field().apply(byField.field());
                if (byField.values() == null) {
                    yield new MappedValue(found);
                }
                var mapped = byField.values().get(found);
                yield mapped == null ? byField.defaultValue() : mapped;
            }
        };
    }

    private static ProblemException unmappedValue(Target target, Rule.ByField rule, HistoryRow.Job row) {
        var found = row.field().apply(rule.field());
        var quoted = found.length() > MAX_QUOTED_LENGTH ? found.substring(0, MAX_QUOTED_LENGTH) + "…" : found;
        return ProblemException.forField(
                ProblemType.INVALID,
                "data." + target.field(),
                "The mapping has no " + target.field() + " for the " + rule.field() + " '" + quoted + "'.");
    }

    /** Returns the time zone of the file's local times. */
    ZoneId zone() {
        return zone;
    }

    /** Returns the fields of the file that the mapping needs. */
    Set<String> fields() {
        return rules.values().stream()
                .filter(rule -> rule instanceof Rule.ByField byField && !byField.isOptional())
                .map(rule -> ((Rule.ByField) rule).field())
                .collect(Collectors.toSet());
    }

    private static final class MappingReader {

        private final JsonNode json;
        private final ImportFormat format;
        private final Validation validation = new Validation();

        MappingReader(JsonNode json, ImportFormat format) {
            this.json = json;
            this.format = format;
        }

        RowMapping read() {
            var rules = new EnumMap<Target, Rule>(Target.class);
            for (var target : Target.values()) {
                var rule = readRule(target, "mapping." + target.field(), json.path(target.field()));
                if (rule != null) {
                    rules.put(target, rule);
                }
            }
            var zone = readZone();
            var known = Arrays.stream(Target.values()).map(Target::field).collect(Collectors.toSet());
            known.add("zone");
            refuseUnknown("mapping", json, known);
            validation.throwIfInvalid();
            return new RowMapping(rules, zone);
        }

        private @Nullable Rule readRule(Target target, String path, JsonNode rule) {
            if ((rule.isMissingNode() || rule.isNull()) && target == Target.PROJECT) {
                return format == ImportFormat.CSV ? new Rule.ByField(target.field(), null, null, true) : null;
            }
            if (rule.isMissingNode() || rule.isNull()) {
                validation.require(
                        format == ImportFormat.CSV,
                        path,
                        "is required: a file in this format doesn't say it by itself");
                return new Rule.ByField(target.field(), null, null, false);
            }
            if (rule.isObject()) {
                return readRuleByField(target, path, rule);
            }
            var value = readAllowed(target, path, rule);
            return value == null ? null : new Rule.Fixed(value);
        }

        private @Nullable Rule readRuleByField(Target target, String path, JsonNode rule) {
            refuseUnknown(path, rule, Set.of("field", "values", "default"));
            var field = readField(path + ".field", rule.path("field"));
            var values = rule.path("values");
            var otherwise = rule.path("default");
            validation.require(
                    values.isMissingNode() || values.isObject(), path + ".values", "must be an object of texts");
            validation.require(
                    otherwise.isMissingNode() || values.isObject(),
                    path + ".default",
                    "may only be given together with 'values'");
            Map<String, MappedValue> valueOf = null;
            if (values.isObject()) {
                valueOf = new HashMap<>();
                for (var entry : values.properties()) {
                    valueOf.put(
                            entry.getKey(),
                            readAllowedOrNull(target, path + ".values." + entry.getKey(), entry.getValue()));
                }
            }
            var byDefault = otherwise.isMissingNode() ? null : readAllowedOrNull(target, path + ".default", otherwise);
            return field == null ? null : new Rule.ByField(field, valueOf, byDefault, false);
        }

        private @Nullable String readField(String path, JsonNode field) {
            if (format == ImportFormat.SWF) {
                var name = field.isString() || field.isIntegralNumber()
                        ? SwfHistoryReader.fieldName(field.asString())
                        : null;
                validation.require(
                        name != null,
                        path,
                        "must be the number of a field, 1 to 18, or its name: "
                                + String.join(", ", SwfHistoryReader.fieldNames()));
                return name;
            }
            var isName = field.isString() && !field.stringValue().isBlank();
            validation.require(isName, path, "must be the name of a column");
            return isName ? field.stringValue() : null;
        }

        private MappedValue readAllowedOrNull(Target target, String path, JsonNode value) {
            return new MappedValue(value.isNull() ? null : readAllowed(target, path, value));
        }

        private @Nullable String readAllowed(Target target, String path, JsonNode value) {
            var isAllowed = value.isString() && target.isAllowed.test(value.stringValue());
            validation.require(isAllowed, path, target.requirement);
            return isAllowed ? value.stringValue() : null;
        }

        private ZoneId readZone() {
            var zone = json.path("zone");
            if (zone.isMissingNode() || zone.isNull()) {
                return ZoneOffset.UTC;
            }
            validation.require(
                    format == ImportFormat.SACCT,
                    "mapping.zone",
                    "is for sacct only: times in the other formats name their zone themselves");
            try {
                return ZoneId.of(zone.asString(""));
            } catch (DateTimeException unknown) {
                validation.require(false, "mapping.zone", "must be a time zone such as America/Los_Angeles");
                return ZoneOffset.UTC;
            }
        }

        private void refuseUnknown(String path, JsonNode object, Collection<String> known) {
            for (var name : object.propertyNames()) {
                validation.require(known.contains(name), path + "." + name, "is not known here");
            }
        }
    }

    private static Predicate<String> isOneOf(Enum<?>[] choices) {
        var names = Arrays.stream(choices).map(Enum::name).toList();
        return names::contains;
    }

    private static String joinNames(Enum<?>[] choices) {
        return Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", "));
    }
}
