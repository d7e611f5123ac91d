package io.drawdown.api.usage;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.usage.UsageEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a request one by one. An event that is too long, is nested too deeply or repeats a field is
 * unreadable by itself. If a body isn't valid JSON, none of its events count.
 */
final class EventBodyReader {

    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_EVENT_LENGTH = 64 * 1024;

    private final ObjectReader reader;
    private final ObjectReader lenientReader;

    EventBodyReader(JsonMapper json) {
        lenientReader = json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        reader = lenientReader.with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** The form of a body by its Content-Type. */
    enum Form {
        ONE,
        BATCH
    }

    /**
     * Passes the events to the sink. A null form accepts both forms.
     *
     * @throws ProblemException if the body isn't JSON of the form or has too many events
     */
    void read(InputStream body, @Nullable Form expected, UsageEvents.EventSink eventSink) {
        try {
            var values = new JsonValueReader(body, MAX_EVENT_LENGTH);
            var first = values.peekFirst();
            if (first == '{' && expected != Form.BATCH) {
                read(values.next(), eventSink);
            } else if (first == '[' && expected != Form.ONE) {
                readBatch(values, eventSink);
            } else {
                throw malformedBody("The body must be " + describeForm(expected));
            }
            if (values.peekFirst() >= 0) {
                throw malformedBody("The body must end where its JSON ends, at line " + values.line() + ", column "
                        + values.column() + ".");
            }
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }

    /**
     * Reads the only event of a body.
     *
     * @throws ProblemException if it isn't a readable event
     */
    JsonNode readOne(InputStream body) {
        var read = new JsonNode[1];
        read(body, Form.ONE, new UsageEvents.EventSink() {
            @Override
            public void accept(JsonNode json) {
                read[0] = json;
            }

            @Override
            public void acceptUnreadable(@Nullable JsonNode json, ProblemException why) {
                throw why;
            }
        });
        return read[0];
    }

    private void readBatch(JsonValueReader values, UsageEvents.EventSink eventSink) throws IOException {
        values.skip();
        if (values.peekFirst() == ']') {
            values.skip();
            return;
        }
        for (var count = 1; ; count++) {
            if (count > MAX_EVENTS) {
                throw new ProblemException(
                        ProblemType.INVALID,
                        "A batch may have at most " + MAX_EVENTS
                                + " events. Send it in parts; none of these was settled.");
            }
            read(values.next(), eventSink);
            var next = values.peekFirst();
            if (next != ',' && next != ']') {
                throw values.malformedHere();
            }
            values.skip();
            if (next == ']') {
                return;
            }
        }
    }

    private void read(JsonValueReader.Value value, UsageEvents.EventSink eventSink) {
        var text = value.text();
        if (text == null) {
            eventSink.acceptUnreadable(
                    readOutline(value.outline()),
                    new ProblemException(ProblemType.INVALID, "The event is longer than 64 KiB."));
            return;
        }
        if (text.isEmpty()) {
            throw JsonValueReader.malformed(value, 1, 1);
        }
        JsonNode event;
        try {
            event = reader.readTree(text);
        } catch (StreamConstraintsException | NumberFormatException beyond) {
            rejectBeyondLimits(text, eventSink);
            return;
        } catch (MismatchedInputException twice) {
            rejectRepeatedField(value, text, eventSink);
            return;
        } catch (JacksonException notJson) {
            throw malformedBody(value, notJson);
        }
        eventSink.accept(event);
    }

    private void rejectBeyondLimits(String text, UsageEvents.EventSink eventSink) {
        eventSink.acceptUnreadable(
                readOutline(JsonOutline.of(text).toString()),
                new ProblemException(
                        ProblemType.INVALID,
                        "The event is nested deeper than 500 levels, or has a number of more than 1,000 digits or with an"
                                + " exponent that is too large."));
    }

    /** Rejects an event that repeats a field. It must still be JSON. */
    private void rejectRepeatedField(JsonValueReader.Value value, String text, UsageEvents.EventSink eventSink) {
        JsonNode event;
        try {
            event = lenientReader.readTree(text);
        } catch (StreamConstraintsException | NumberFormatException beyond) {
            rejectBeyondLimits(text, eventSink);
            return;
        } catch (JacksonException notJson) {
            throw malformedBody(value, notJson);
        }
        eventSink.acceptUnreadable(
                event, new ProblemException(ProblemType.INVALID, "An object in the event names a field twice."));
    }

    /** Reads the top-level fields of an unreadable event, such as its source and id; null if they can't be read. */
    private @Nullable JsonNode readOutline(@Nullable String outline) {
        try {
            return outline == null ? null : lenientReader.readTree(outline);
        } catch (JacksonException | NumberFormatException unreadable) {
            return null;
        }
    }

    private static ProblemException malformedBody(JsonValueReader.Value value, JacksonException notJson) {
        var place = notJson.getLocation();
        return place == null
                ? JsonValueReader.malformed(value, 1, 1)
                : JsonValueReader.malformed(value, Math.max(place.getLineNr(), 1), Math.max(place.getColumnNr(), 1));
    }

    private static String describeForm(@Nullable Form form) {
        return switch (form) {
            case ONE -> "one event, a JSON object. Send several as " + EventController.BATCH + ".";
            case BATCH -> "a batch of events, a JSON array. Send a single one as " + EventController.ONE + ".";
            case null -> "an event, which is a JSON object, or a JSON array of events.";
        };
    }

    private static ProblemException malformedBody(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
