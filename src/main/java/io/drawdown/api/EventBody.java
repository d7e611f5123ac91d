package io.drawdown.api;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.usage.UsageEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a request one after the other. One that is too long, nested too deep or names a field twice is unreadable by
 * itself; nothing of a body counts unless all of it is JSON.
 */
final class EventBody {

    private static final int MOST_EVENTS = 10_000;
    private static final int LONGEST_EVENT = 64 * 1024;

    private final ObjectReader reader;
    private final ObjectReader lenient;

    EventBody(JsonMapper json) {
        lenient = json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        reader = lenient.with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** What a Content-Type says of a body. */
    enum Form {
        ONE,
        BATCH
    }

    /**
     * Gives the events to where they are taken; a null form stands for either.
     *
     * @throws ProblemException if the body isn't JSON of the form or holds too many
     */
    void read(InputStream body, @Nullable Form expected, UsageEvents.Intake intake) {
        try {
            var values = new JsonValues(body, LONGEST_EVENT);
            var first = values.first();
            if (first == '{' && expected != Form.BATCH) {
                read(values.next(), intake);
            } else if (first == '[' && expected != Form.ONE) {
                batch(values, intake);
            } else {
                throw malformed("The body must be " + description(expected));
            }
            if (values.first() >= 0) {
                throw malformed("The body must end where its JSON ends, at line " + values.line() + ", column "
                        + values.column() + ".");
            }
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }

    /** The one event of a body; @throws ProblemException if it is no event that can be read */
    JsonNode readOne(InputStream body) {
        var read = new JsonNode[1];
        read(body, Form.ONE, new UsageEvents.Intake() {
            @Override
            public void event(JsonNode json) {
                read[0] = json;
            }

            @Override
            public void unreadable(@Nullable JsonNode json, ProblemException why) {
                throw why;
            }
        });
        return read[0];
    }

    private void batch(JsonValues values, UsageEvents.Intake intake) throws IOException {
        values.skip();
        if (values.first() == ']') {
            values.skip();
            return;
        }
        for (var count = 1; ; count++) {
            if (count > MOST_EVENTS) {
                throw new ProblemException(
                        ProblemType.INVALID,
                        "A batch may have at most " + MOST_EVENTS
                                + " events. Send it in parts; none of these was settled.");
            }
            read(values.next(), intake);
            var next = values.first();
            if (next != ',' && next != ']') {
                throw values.malformedHere();
            }
            values.skip();
            if (next == ']') {
                return;
            }
        }
    }

    private void read(JsonValues.Value value, UsageEvents.Intake intake) {
        if (value.text() == null) {
            intake.unreadable(
                    readOutline(value.outline()),
                    new ProblemException(ProblemType.INVALID, "The event is longer than 64 KiB."));
            return;
        }
        if (value.text().isEmpty()) {
            throw JsonValues.malformed(value, 1, 1);
        }
        JsonNode event;
        try {
            event = reader.readTree(value.text());
        } catch (StreamConstraintsException beyond) {
            intake.unreadable(
                    readOutline(JsonOutline.of(value.text()).toString()),
                    new ProblemException(
                            ProblemType.INVALID,
                            "The event is nested deeper than 500 levels, or has a number of more than 1,000 digits."));
            return;
        } catch (MismatchedInputException twice) {
            intake.unreadable(
                    readLeniently(value),
                    new ProblemException(ProblemType.INVALID, "An object in the event names a field twice."));
            return;
        } catch (JacksonException notJson) {
            throw malformed(value, notJson);
        } catch (NumberFormatException beyondDecimals) {
            throw malformed("The body contains a number whose exponent is too large to be read.");
        }
        intake.event(event);
    }

    /** An event that names a field twice, which must still be JSON. */
    private JsonNode readLeniently(JsonValues.Value value) {
        try {
            return lenient.readTree(value.text());
        } catch (JacksonException notJson) {
            throw malformed(value, notJson);
        }
    }

    /** What an event that can't be read says of itself, such as its source and id; null where that isn't JSON. */
    private @Nullable JsonNode readOutline(@Nullable String outline) {
        try {
            return outline == null ? null : lenient.readTree(outline);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static ProblemException malformed(JsonValues.Value value, JacksonException notJson) {
        var place = notJson.getLocation();
        return place == null
                ? JsonValues.malformed(value, 1, 1)
                : JsonValues.malformed(value, Math.max(place.getLineNr(), 1), Math.max(place.getColumnNr(), 1));
    }

    private static String description(@Nullable Form form) {
        return switch (form) {
            case ONE -> "one event, a JSON object. Send several as " + EventController.BATCH + ".";
            case BATCH -> "a batch of events, a JSON array. Send a single one as " + EventController.ONE + ".";
            case null -> "an event, which is a JSON object, or a JSON array of events.";
        };
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
