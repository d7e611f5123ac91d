package io.drawdown.api.usage;

import io.drawdown.api.infra.limit.LimitedPaths;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.event.EventReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = ApiDocument.USAGE)
public class EventController {

    static final String ONE = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private final UsageEvents events;
    private final EventRequestQueue requests;
    private final EventBodyReader body;

    EventController(UsageEvents events, EventRequestQueue requests, JsonMapper json) {
        this.events = events;
        this.requests = requests;
        this.body = new EventBodyReader(json);
    }

    @Operation(summary = "Report usage", description = """
            For METERING keys and ADMIN. One CloudEvents 1.0 event or a batch of up to 10,000; application/json \
            accepts either. Each event has its own result: 'accepted', 'duplicate' (received before, nothing \
            changed), 'conflict' (another event has this id, nothing changed) or 'rejected', with the problem. An \
            event may have up to 64 KiB. Requests can be repeated safely.""")
    @PostMapping(
            path = LimitedPaths.EVENTS,
            consumes = {ONE, BATCH, MediaType.APPLICATION_JSON_VALUE},
            produces = {MediaType.APPLICATION_JSON_VALUE, "application/*+json"})
    @ApiResponse(
            responseCode = "200",
            description = "The result of each event, in the order of the request",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = EventReport.class)))
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = ONE,
                        schema = @Schema(implementation = EventShape.class),
                        examples = {
                            @ExampleObject(name = "Usage", value = EventShape.USAGE),
                            @ExampleObject(name = "The start of a job", value = EventShape.START),
                            @ExampleObject(name = "The stop of a job", value = EventShape.STOP),
                            @ExampleObject(name = "A correction", value = EventShape.CORRECTION)
                        }),
                @Content(
                        mediaType = BATCH,
                        array = @ArraySchema(schema = @Schema(implementation = EventShape.class)),
                        examples = @ExampleObject("[" + EventShape.USAGE + "]"))
            })
    void reportUsage(
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        events.requireAllowed();
        var form = expectedForm(type);
        try (var answer = requests.answer(
                request.getInputStream(),
                request.getContentLengthLong(),
                sent -> events.report(eventSink -> body.read(sent, form, eventSink)))) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLengthLong(answer.size());
            answer.read().transferTo(response.getOutputStream());
        }
    }

    private static EventBodyReader.@Nullable Form expectedForm(MediaType type) {
        if (type.includes(MediaType.parseMediaType(ONE))) {
            return EventBodyReader.Form.ONE;
        }
        return type.includes(MediaType.parseMediaType(BATCH)) ? EventBodyReader.Form.BATCH : null;
    }
}
