package io.drawdown.api.usage;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/rejected-events")
@Tag(name = ApiDocument.USAGE)
class RejectedEventController {

    /** The bodies that clients send when they have none. */
    private static final Set<String> NO_EVENT = Set.of("", "null", "{}");

    private final RejectedEvents events;
    private final EventBodyReader body;

    RejectedEventController(RejectedEvents events, JsonMapper json) {
        this.events = events;
        this.body = new EventBodyReader(json);
    }

    @Operation(summary = "List rejected events", description = """
            For ADMIN. Events that name something unknown or have no price, newest first. Correct the catalogue or a \
            copy of the event, then replay it. Lists OPEN events unless another state is requested: REPLAYED, or \
            ACCEPTED if the event was sent again and accepted.""")
    @GetMapping
    Listing<RejectedEvent> listRejectedEvents(
            @RequestParam(defaultValue = "OPEN") RejectedEvent.State state,
            @RequestParam(required = false) @Nullable String account,
            @Parameter(description = "The problem type's URI or its last segment, such as no-list-price")
                    @RequestParam(required = false)
                    @Nullable
                    String problem,
            @RequestParam(required = false) @Nullable String source,
            @Parameter(description = "Text that the original event contains") @RequestParam(required = false) @Nullable
                    String text,
            @Parameter(description = "The earliest time of receipt, inclusive")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "The latest time of receipt, exclusive") @RequestParam(required = false) @Nullable
                    Instant to) {
        return events.list(new RejectedEventFilter(state, account, type(problem), source, text, from, to));
    }

    @Operation(summary = "Replay a rejected event", description = """
            For ADMIN. The event leaves the list of open events when it is accepted or was already accepted. An \
            event in the body is stored as the corrected copy and settled in place of the original. It must have the \
            same source and id.""")
    @PostMapping("/{id}/replay")
    EventResult replayEvent(
            @PathVariable long id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = EventShape.class)))
                    InputStream sent)
            throws IOException {
        var mended = sent.readAllBytes();
        return NO_EVENT.contains(new String(mended, StandardCharsets.UTF_8).strip())
                ? events.replay(id)
                : events.replay(events.mend(events.get(id), body.readOne(new ByteArrayInputStream(mended))));
    }

    private static @Nullable ProblemType type(@Nullable String problem) {
        var type = Optional.ofNullable(problem)
                .flatMap(address -> ProblemType.ofSlug(address.replaceFirst("^/problems/", "")));
        new Validation()
                .require(
                        problem == null || type.isPresent(),
                        "problem",
                        "must be a problem's address, such as /problems/no-list-price")
                .throwIfInvalid();
        return type.orElse(null);
    }
}
