package io.drawdown.api;

import io.drawdown.base.Listing;
import io.drawdown.usage.EventResult;
import io.drawdown.usage.RejectedEvent;
import io.drawdown.usage.RejectedEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/rejected-events")
@Tag(name = ApiDocument.USAGE)
class RejectedEventController {

    private final RejectedEvents events;

    RejectedEventController(RejectedEvents events) {
        this.events = events;
    }

    @Operation(summary = "Events that couldn't be placed or priced", description = "For ADMIN. Mend the catalogue and replay them.")
    @GetMapping
    Listing<RejectedEvent> listRejectedEvents() {
        return events.list();
    }

    @Operation(summary = "Settle a rejected event again", description = "For ADMIN. Once it is accepted, or found to have been accepted before, it leaves the list.")
    @PostMapping("/{id}/replay")
    EventResult replayEvent(@PathVariable long id) {
        return events.replay(id);
    }
}
