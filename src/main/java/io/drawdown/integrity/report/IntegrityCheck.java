package io.drawdown.integrity.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check of the ledger in the background, with its progress.
 *
 * @param rulesDone how many of the rules have been checked
 * @param rule the rule that is being checked
 * @param violations how many were found
 * @param failure why it failed
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

    /** The state of a check. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED,
        /** The server that ran it has stopped or no longer reports progress. */
        BROKEN_OFF
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
