package io.drawdown.integrity.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check of the ledger in the background, as far as it has come.
 *
 * @param rulesDone how many of the rules have been checked
 * @param rule the one that is being checked
 * @param violations how many were found
 * @param failure why it could not go on
 */
public record IntegrityCheck(
        long id,
        State state,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String cancelledBy,
        int rulesDone,
        int rulesTotal,
        @Nullable String rule,
        @Nullable Instant ruleBeganAt,
        long packages,
        long usageRecords,
        long violations,
        @Nullable String failure) {

    /** How a check stands. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED,
        /** The server that ran it has stopped, or isn't heard of any more. */
        BROKEN_OFF
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
