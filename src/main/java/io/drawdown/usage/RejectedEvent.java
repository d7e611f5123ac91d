package io.drawdown.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event that was well formed but couldn't be placed or priced, and why (R15).
 *
 * @param problem the problem's address, such as `/problems/no-list-price`
 * @param event the CloudEvent as it would be sent again
 */
public record RejectedEvent(
        long id,
        String account,
        String source,
        String eventId,
        String problem,
        @Nullable String field,
        String detail,
        Instant receivedAt,
        JsonNode event) {}
