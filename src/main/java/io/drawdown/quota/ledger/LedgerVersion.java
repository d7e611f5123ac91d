package io.drawdown.quota.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The version of a ledger, which changes whenever the account changes, by an event or by due work.
 *
 * @param lastEntry the last entry in its ledger
 * @param settledUntil the instant up to which its running jobs are settled; null if none runs
 * @param dueAt when work is due for the account
 */
public record LedgerVersion(
        long lastEntry,
        @Nullable Instant settledUntil,
        @Nullable Instant dueAt) {

    /** Returns whether jobs of the account run. */
    public boolean hasRunningJobs() {
        return settledUntil != null;
    }
}
