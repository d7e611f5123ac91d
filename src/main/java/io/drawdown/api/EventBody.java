package io.drawdown.api;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of a request one after the other, and nothing of it counts unless all of it is JSON. */
final class EventBody {

    private static final int MOST_EVENTS = 10_000;

    private final ObjectReader reader;

    EventBody(JsonMapper json) {
        reader = json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** What a Content-Type says of a body. */
    enum Form {
        ONE,
        BATCH
    }

    /** The events; null stands for either form. @throws ProblemException if the body isn't JSON of the form or holds too many */
    List<JsonNode> read(InputStream body, @Nullable Form expected) {
        try (var json = reader.createParser(body)) {
            var first = json.nextToken();
            List<JsonNode> events;
            if (first == JsonToken.START_OBJECT && expected != Form.BATCH) {
                events = List.of(reader.readTree(json));
            } else if (first == JsonToken.START_ARRAY && expected != Form.ONE) {
                events = batch(json);
            } else {
                throw malformed("The body must be " + description(expected));
            }
            if (json.nextToken() != null) {
                throw malformed("The body must end where its JSON ends, at line " + json.currentTokenLocation().getLineNr()
                        + ", column " + json.currentTokenLocation().getColumnNr() + ".");
            }
            return events;
        } catch (NumberFormatException beyondDecimals) {
            throw malformed("The body contains a number whose exponent is too large to be read.");
        }
    }

    private List<JsonNode> batch(JsonParser json) {
        var events = new ArrayList<JsonNode>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (events.size() == MOST_EVENTS) {
                throw new ProblemException(ProblemType.INVALID, "A batch may have at most " + MOST_EVENTS
                        + " events. Send it in parts; none of these was settled.");
            }
            events.add(reader.readTree(json));
        }
        return events;
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
