package io.drawdown.audit.internal;

import io.drawdown.base.Hash;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two states of a thing differ in: only the fields that were changed, and those that say which one it is. A list is one
 * field, and so is an object of a few plain values, such as an amount of money. Together the two sides take at most {@value #MOST_BYTES} bytes of JSON. What doesn't fit is left out of both alike; {@code cut} says how many
 * fields that were, and has the size and the SHA-256 of the whole state as it would have been written.
 */
final class Difference {

    static final int MOST_BYTES = 16 * 1024;

    private static final String CUT = "cut";
    private static final Set<String> IDENTITY = Set.of("id", "code", "from");
    private static final int BYTES_OF_A_CUT = 150;
    private static final int BYTES_AROUND_A_FIELD = 6;
    private static final int DEEPEST = 50;
    private static final int MOST_PLAIN_VALUES = 4;

    private int left = MOST_BYTES - 2 * BYTES_OF_A_CUT;
    private int leftOut;

    private Difference() {}

    /** The two sides of a change; null for what is new or gone. */
    record Sides(@Nullable JsonNode before, @Nullable JsonNode after) {}

    /** What differs between two states. */
    static Sides of(@Nullable JsonNode before, @Nullable JsonNode after) {
        var difference = new Difference();
        var sides = (before == null || before.isObject()) && (after == null || after.isObject())
                ? difference.ofFields(before, after, 0)
                : difference.ofPlain(before, after);
        return difference.leftOut == 0
                ? sides
                : new Sides(difference.marked(sides.before(), before), difference.marked(sides.after(), after));
    }

    private Sides ofFields(@Nullable JsonNode before, @Nullable JsonNode after, int depth) {
        var old = empty(before);
        var now = empty(after);
        for (var field : names(before, after)) {
            var was = field(before, field);
            var is = field(after, field);
            if (was != null && was.equals(is) && !(depth == 0 && IDENTITY.contains(field))) {
                continue;
            }
            var unspent = left;
            left -= 2 * (size(field) + BYTES_AROUND_A_FIELD);
            var kept = left < 0 ? null : ofField(was, is, depth + 1);
            if (kept == null) {
                leftOut++;
            }
            if (kept == null || nothingIsLeft(kept, was, is)) {
                left = unspent;
                continue;
            }
            put(old, field, kept.before());
            put(now, field, kept.after());
        }
        return new Sides(old, now);
    }

    /** Whether all that is in an object was left out. */
    private static boolean nothingIsLeft(Sides kept, @Nullable JsonNode was, @Nullable JsonNode is) {
        return isEmptied(kept.before(), was) && isEmptied(kept.after(), is);
    }

    private static boolean isEmptied(@Nullable JsonNode kept, @Nullable JsonNode whole) {
        return kept == null || kept.isObject() && kept.isEmpty() && (whole == null || !whole.isEmpty());
    }

    private @Nullable Sides ofField(@Nullable JsonNode was, @Nullable JsonNode is, int depth) {
        if (depth < DEEPEST && isNested(was) && isNested(is)) {
            return ofFields(was, is, depth);
        }
        if (was == null && is instanceof ArrayNode elements) {
            return new Sides(null, head(elements));
        }
        if (is == null && was instanceof ArrayNode elements) {
            return new Sides(head(elements), null);
        }
        var bytes = size(was) + size(is);
        if (bytes > left) {
            return null;
        }
        left -= bytes;
        return new Sides(was, is);
    }

    /** States that are no objects: both whole, or neither. */
    private Sides ofPlain(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (size(before) + size(after) <= left) {
            return new Sides(before, after);
        }
        leftOut++;
        return new Sides(empty(before), empty(after));
    }

    private JsonNode head(ArrayNode elements) {
        var head = JsonNodeFactory.instance.arrayNode();
        left -= BYTES_AROUND_A_FIELD;
        for (var element : elements) {
            var bytes = size(element) + 1;
            if (bytes > left) {
                leftOut += elements.size() - head.size();
                break;
            }
            left -= bytes;
            head.add(element);
        }
        return head;
    }

    private @Nullable JsonNode marked(@Nullable JsonNode side, @Nullable JsonNode whole) {
        if (!(side instanceof ObjectNode kept) || whole == null) {
            return side;
        }
        var text = whole.toString();
        kept.putObject(CUT).put("fields", leftOut).put("bytes", size(text)).put("sha256", Hash.sha256(text));
        return kept;
    }

    private static Set<String> names(@Nullable JsonNode before, @Nullable JsonNode after) {
        var names = new LinkedHashSet<String>();
        for (var side : new JsonNode[] {before, after}) {
            if (side != null) {
                names.addAll(side.propertyNames());
            }
        }
        return names;
    }

    private static @Nullable JsonNode field(@Nullable JsonNode side, String name) {
        return side == null ? null : side.get(name);
    }

    private static void put(@Nullable ObjectNode side, String field, @Nullable JsonNode value) {
        if (side != null && value != null) {
            side.set(field, value);
        }
    }

    /** Whether a value is looked into: an object that holds lists, objects or many values; one that isn't there doesn't hinder. */
    private static boolean isNested(@Nullable JsonNode value) {
        return value == null
                || value.isObject()
                        && (value.isEmpty()
                                || value.size() > MOST_PLAIN_VALUES
                                || !value.valueStream().allMatch(JsonNode::isValueNode));
    }

    private static @Nullable ObjectNode empty(@Nullable JsonNode side) {
        return side == null ? null : JsonNodeFactory.instance.objectNode();
    }

    private static int size(@Nullable JsonNode value) {
        return value == null ? 0 : size(value.toString());
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
