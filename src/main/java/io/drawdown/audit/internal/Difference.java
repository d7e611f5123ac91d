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
 * The difference between two states of a subject: the changed fields, and the fields that identify it. A list counts
 * as one field, and so does an object of a few plain values, such as an amount of money. The two sides together take
 * at most {@value #MAX_BYTES} bytes of JSON. Fields that don't fit are left out of both. {@code cut} has their
 * number, and the size and the SHA-256 of the whole state in JSON.
 */
final class Difference {

    static final int MAX_BYTES = 16 * 1024;

    private static final String CUT_FIELD = "cut";
    private static final Set<String> IDENTITY_FIELDS = Set.of("id", "code", "from");
    private static final int CUT_MARK_BYTES = 150;
    private static final int FIELD_OVERHEAD_BYTES = 6;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_PLAIN_VALUES = 4;

    private int remainingBytes = MAX_BYTES - 2 * CUT_MARK_BYTES;
    private int fieldsLeftOut;

    private Difference() {}

    /** The two sides of a change; null for what is new or removed. */
    record Sides(@Nullable JsonNode before, @Nullable JsonNode after) {}

    /** Compares two states. */
    static Sides of(@Nullable JsonNode before, @Nullable JsonNode after) {
        var difference = new Difference();
        var sides = (before == null || before.isObject()) && (after == null || after.isObject())
                ? difference.compareFields(before, after, 0)
                : difference.comparePlain(before, after);
        return difference.fieldsLeftOut == 0
                ? sides
                : new Sides(difference.markCut(sides.before(), before), difference.markCut(sides.after(), after));
    }

    private Sides compareFields(@Nullable JsonNode before, @Nullable JsonNode after, int depth) {
        var old = emptyObjectFor(before);
        var now = emptyObjectFor(after);
        for (var field : fieldNames(before, after)) {
            var was = getField(before, field);
            var is = getField(after, field);
            if (was != null && was.equals(is) && !(depth == 0 && IDENTITY_FIELDS.contains(field))) {
                continue;
            }
            var unspent = remainingBytes;
            remainingBytes -= 2 * (countBytes(field) + FIELD_OVERHEAD_BYTES);
            var kept = remainingBytes < 0 ? null : compareField(was, is, depth + 1);
            if (kept == null) {
                fieldsLeftOut++;
            }
            if (kept == null || isAllLeftOut(kept, was, is)) {
                remainingBytes = unspent;
                continue;
            }
            setField(old, field, kept.before());
            setField(now, field, kept.after());
        }
        return new Sides(old, now);
    }

    /** Returns whether everything in an object was left out. */
    private static boolean isAllLeftOut(Sides kept, @Nullable JsonNode was, @Nullable JsonNode is) {
        return isEmptied(kept.before(), was) && isEmptied(kept.after(), is);
    }

    private static boolean isEmptied(@Nullable JsonNode kept, @Nullable JsonNode whole) {
        return kept == null || (kept.isObject() && kept.isEmpty() && (whole == null || !whole.isEmpty()));
    }

    private @Nullable Sides compareField(@Nullable JsonNode was, @Nullable JsonNode is, int depth) {
        if (depth < MAX_DEPTH && isNested(was) && isNested(is)) {
            return compareFields(was, is, depth);
        }
        if (was == null && is instanceof ArrayNode elements) {
            return new Sides(null, firstElements(elements));
        }
        if (is == null && was instanceof ArrayNode elements) {
            return new Sides(firstElements(elements), null);
        }
        var bytes = countBytes(was) + countBytes(is);
        if (bytes > remainingBytes) {
            return null;
        }
        remainingBytes -= bytes;
        return new Sides(was, is);
    }

    /** Compares states that aren't objects. Both are kept whole, or neither. */
    private Sides comparePlain(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (countBytes(before) + countBytes(after) <= remainingBytes) {
            return new Sides(before, after);
        }
        fieldsLeftOut++;
        return new Sides(emptyObjectFor(before), emptyObjectFor(after));
    }

    private JsonNode firstElements(ArrayNode elements) {
        var head = JsonNodeFactory.instance.arrayNode();
        remainingBytes -= FIELD_OVERHEAD_BYTES;
        for (var element : elements) {
            var bytes = countBytes(element) + 1;
            if (bytes > remainingBytes) {
                fieldsLeftOut += elements.size() - head.size();
                break;
            }
            remainingBytes -= bytes;
            head.add(element);
        }
        return head;
    }

    private @Nullable JsonNode markCut(@Nullable JsonNode side, @Nullable JsonNode whole) {
        if (!(side instanceof ObjectNode kept) || whole == null) {
            return side;
        }
        var text = whole.toString();
        kept.putObject(CUT_FIELD)
                .put("fields", fieldsLeftOut)
                .put("bytes", countBytes(text))
                .put("sha256", Hash.sha256(text));
        return kept;
    }

    private static Set<String> fieldNames(@Nullable JsonNode before, @Nullable JsonNode after) {
        var names = new LinkedHashSet<String>();
        for (var side : new JsonNode[] {before, after}) {
            if (side != null) {
                names.addAll(side.propertyNames());
            }
        }
        return names;
    }

    private static @Nullable JsonNode getField(@Nullable JsonNode side, String name) {
        return side == null ? null : side.get(name);
    }

    private static void setField(@Nullable ObjectNode side, String field, @Nullable JsonNode value) {
        if (side != null && value != null) {
            side.set(field, value);
        }
    }

    /**
     * Returns whether a value is compared field by field: an object that holds lists, objects or many values. A
     * missing value doesn't prevent that.
     */
    private static boolean isNested(@Nullable JsonNode value) {
        return value == null
                || (value.isObject()
                        && (value.isEmpty()
                                || value.size() > MAX_PLAIN_VALUES
                                || !value.valueStream().allMatch(JsonNode::isValueNode)));
    }

    private static @Nullable ObjectNode emptyObjectFor(@Nullable JsonNode side) {
        return side == null ? null : JsonNodeFactory.instance.objectNode();
    }

    private static int countBytes(@Nullable JsonNode value) {
        return value == null ? 0 : countBytes(value.toString());
    }

    private static int countBytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
