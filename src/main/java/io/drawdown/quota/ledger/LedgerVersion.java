package io.drawdown.quota.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes whenever something happens to an account, by an event or by itself.
 *
 * @param lastEntry the last entry in its ledger
 * @param settledUntil up to when its running jobs are settled; null while none runs
 * @param dueAt when something will happen to it by itself
 */
public record LedgerVersion(
        long lastEntry,
        @Nullable Instant settledUntil,
        @Nullable Instant dueAt) {

    /** Whether jobs of the account run. */
    public boolean hasRunningJobs() {
        return settledUntil != null;
    }
}
