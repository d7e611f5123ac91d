package io.drawdown.usage.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event that was well formed but couldn't be placed or priced, and why (R15).
 *
 * @param problem the problem's address, such as `/problems/no-list-price`, as of the latest try
 * @param event the CloudEvent as it came, and as it would be sent again
 * @param mended a copy that an admin has mended, which is replayed in its place
 * @param replayedBy who had it settled at last, by a replay
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
        JsonNode event,
        State state,
        @Nullable JsonNode mended,
        @Nullable String mendedBy,
        @Nullable Instant mendedAt,
        @Nullable String replayedBy,
        @Nullable Instant replayedAt) {

    /** What has become of a rejected event. */
    public enum State {
        /** Nothing yet. */
        OPEN,
        /** It was settled by a replay. */
        REPLAYED,
        /** One of its source and id was accepted in another way, such as by being sent again. */
        ACCEPTED
    }

    /** What a replay settles: the mended copy, if there is one and nothing else was accepted in its place. */
    public JsonNode eventToReplay() {
        return mended == null || state == State.ACCEPTED ? event : mended;
    }

    /** The account that a replay settles it in, which a mended copy may have put right. */
    public String replayAccount() {
        return eventToReplay().at("/data/account").asString(account);
    }
}
