package io.drawdown.base.background;

import java.time.Instant;

/** Rows that are kept for a limited time. They are deleted in batches. */
public interface ExpiringRows {

    /**
     * Deletes some rows that are too old, in a transaction of its own. Rows that another server is deleting are
     * skipped.
     *
     * @param most how many rows may be deleted
     * @return how many rows were deleted
     */
    int deleteExpired(Instant now, int most);
}
