package io.drawdown.console.admin.audit;

import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The values of an audit entry as people read them, by the label of their field: {@code Credit limit},
 * {@code ¥ 100.00}.
 */
final class AuditValues {

    private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z");
    private static final Pattern WORDS_IN_CAPITALS = Pattern.compile("[A-Z]+(_[A-Z]+)+|[A-Z]{4,}");
    private static final Pattern CODE_OR_NAME =
            Pattern.compile("(?i).*(name|code|region|specification|offer|account|currency|zone|job|by|id)");
    private static final Pattern FIELD_NAME = Pattern.compile("[a-zA-Z]+");
    private static final String OMITTED_FIELDS = "cut";
    private static final String NODE_SECONDS = "NodeSeconds";

    private final Map<String, String> texts = new LinkedHashMap<>();

    private AuditValues(@Nullable JsonNode values) {
        if (values != null) {
            addValue("", values);
        }
    }

    /** A field with its values before and after; a value that was or is absent is empty. */
    record Change(String field, String before, String after) {}

    /** Returns the fields whose values differ. */
    static List<Change> compare(@Nullable JsonNode before, @Nullable JsonNode after) {
        var old = new AuditValues(before).texts;
        var now = new AuditValues(after).texts;
        var fields = new LinkedHashSet<>(old.keySet());
        fields.addAll(now.keySet());
        var changes = new ArrayList<Change>();
        for (var field : fields) {
            var change = new Change(field, old.getOrDefault(field, ""), now.getOrDefault(field, ""));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Returns how many further fields were changed that the entry doesn't hold. */
    static long countOmittedFields(@Nullable JsonNode before, @Nullable JsonNode after) {
        var side = after == null ? before : after;
        return side == null ? 0 : side.path(OMITTED_FIELDS).path("fields").asLong(0);
    }

    private void addValue(String path, JsonNode value) {
        if (value.isArray()) {
            addFields(path, value);
        } else if (isSingleValue(value)) {
            putText(path, text(path, value));
        } else {
            value.properties().stream()
                    .filter(field -> !path.isEmpty() || !field.getKey().equals(OMITTED_FIELDS))
                    .forEach(field ->
                            addValue(path.isEmpty() ? field.getKey() : path + " " + field.getKey(), field.getValue()));
        }
    }

    private void addFields(String path, JsonNode values) {
        var elements = values.valueStream().toList();
        if (elements.stream().allMatch(AuditValues::isSingleValue)) {
            putText(path, elements.stream().map(element -> text(path, element)).collect(Collectors.joining(", ")));
        } else {
            for (var index = 0; index < elements.size(); index++) {
                addValue(path + " " + (index + 1), elements.get(index));
            }
        }
    }

    private void putText(String path, String text) {
        if (!text.isEmpty()) {
            texts.put(label(path), text);
        }
    }

    /** Returns whether a JSON value is shown as one value: a scalar, an amount of money or a threshold. */
    private static boolean isSingleValue(JsonNode value) {
        return value.isValueNode() || isMoney(value) || isThreshold(value);
    }

    private static String text(String path, JsonNode value) {
        if (isMoney(value)) {
            return Format.nodeHourPrice(Money.of(
                    value.get("amount").stringValue(), value.get("currency").stringValue()));
        }
        if (isThreshold(value)) {
            var level = value.get("value").longValue();
            return value.get("type").stringValue().equals("PERCENTAGE") ? Format.percent(level) : Format.hours(level);
        }
        if (value.isNull()) {
            return "";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (value.isIntegralNumber() && path.endsWith(NODE_SECONDS)) {
            return Format.hours(value.longValue());
        }
        if (value.isIntegralNumber()) {
            return Format.count(value.longValue());
        }
        return CODE_OR_NAME.matcher(path).matches() ? value.asString() : enumText(value.asString());
    }

    private static String fieldName(String field) {
        return field.replace(NODE_SECONDS, "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replace("standard", "default")
                .replaceAll("\\burl\\b", "URL")
                .replaceAll("\\bid\\b", "ID");
    }

    private static String enumText(String value) {
        if (WORDS_IN_CAPITALS.matcher(value).matches()) {
            return value.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        try {
            return INSTANT.matcher(value).matches()
                    ? Format.minute(Instant.parse(value), ZoneOffset.UTC) + " UTC"
                    : value;
        } catch (DateTimeParseException looksLikeOne) {
            return value;
        }
    }

    private static boolean isMoney(JsonNode value) {
        return value.isObject()
                && value.size() == 2
                && value.path("amount").isString()
                && value.path("currency").isString();
    }

    private static boolean isThreshold(JsonNode value) {
        return value.isObject()
                && value.size() == 2
                && value.path("type").isString()
                && value.path("value").isIntegralNumber();
    }

    /**
     * Returns the label of a path: {@code package totalNodeSeconds} becomes {@code Package total}. What isn't a field
     * name, such as a code, stays.
     */
    private static String label(String path) {
        var words = Arrays.stream(path.split(" "))
                .map(part -> FIELD_NAME.matcher(part).matches() ? fieldName(part) : part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "Value" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
