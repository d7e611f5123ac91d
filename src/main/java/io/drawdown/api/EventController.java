package io.drawdown.api;

import io.drawdown.usage.EventReport;
import io.drawdown.usage.UsageEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = ApiDocument.USAGE)
class EventController {

    static final String PATH = "/api/v1/events";
    static final String ONE = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private final UsageEvents events;
    private final EventBody body;

    EventController(UsageEvents events, JsonMapper json) {
        this.events = events;
        this.body = new EventBody(json);
    }

    @Operation(summary = "Report usage", description = """
            For METERING keys and ADMIN. One CloudEvents 1.0 event or a batch of up to 10,000; as application/json, either. Each \
            event is answered by itself: 'accepted', 'duplicate' (the same event came before, nothing changed), 'conflict' \
            (another event has its id, nothing changed) or 'rejected', with the problem. Sending a request again is safe.""")
    @PostMapping(path = PATH, consumes = {ONE, BATCH, MediaType.APPLICATION_JSON_VALUE})
    @RequestBody(required = true, content = {
        @Content(mediaType = ONE, schema = @Schema(implementation = EventShape.class),
                examples = {
                    @ExampleObject(name = "Usage", value = EventShape.USAGE),
                    @ExampleObject(name = "The start of a job", value = EventShape.START),
                    @ExampleObject(name = "The stop of a job", value = EventShape.STOP),
                    @ExampleObject(name = "A correction", value = EventShape.CORRECTION)
                }),
        @Content(mediaType = BATCH, array = @ArraySchema(schema = @Schema(implementation = EventShape.class)),
                examples = @ExampleObject("[" + EventShape.USAGE + "]"))
    })
    EventReport reportUsage(@Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type, InputStream sent) {
        return events.report(body.read(sent, expected(type)));
    }

    private static EventBody.@Nullable Form expected(MediaType type) {
        if (type.includes(MediaType.parseMediaType(ONE))) {
            return EventBody.Form.ONE;
        }
        return type.includes(MediaType.parseMediaType(BATCH)) ? EventBody.Form.BATCH : null;
    }
}
