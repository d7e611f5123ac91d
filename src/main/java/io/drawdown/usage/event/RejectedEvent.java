package io.drawdown.usage.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event that was well formed but couldn't be placed or priced, and why (R15).
 *
 * @param problem the problem's address, such as `/problems/no-list-price`, as of the latest try
 * @param event the original CloudEvent, as its sender would send it again
 * @param mended the copy that an admin has mended, which is replayed in its place
 * @param replayedBy the admin whose replay settled it
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

    /** The state of a rejected event. */
    public enum State {
        /** It isn't settled yet. */
        OPEN,
        /** It was settled by a replay. */
        REPLAYED,
        /** An event with its source and id was accepted in another way, for example when it was sent again. */
        ACCEPTED
    }

    /**
     * Returns the event that a replay settles: the mended copy, if there is one and no other event was accepted in
     * its place.
     */
    public JsonNode eventToReplay() {
        return mended == null || state == State.ACCEPTED ? event : mended;
    }

    /** Returns the account of the event that a replay settles, which a mended copy may have changed. */
    public String replayAccount() {
        return eventToReplay().at("/data/account").asString(account);
    }
}
