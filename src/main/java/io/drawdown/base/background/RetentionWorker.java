package io.drawdown.base.background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Deletes rows that are older than they are kept, every hour and in batches of limited size, one of each kind a
 * second. Several servers can run this at once.
 */
@Component
public class RetentionWorker extends SecondTicker {

    private static final int ROWS_PER_BATCH = 500;
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final List<ExpiringRows> kinds;
    private final Clock clock;
    private Instant nextAt = Instant.EPOCH;

    RetentionWorker(List<ExpiringRows> kinds, Clock clock, @Value(ENABLED_PROPERTY) boolean enabled) {
        super("retention", clock, enabled);
        this.kinds = kinds;
        this.clock = clock;
    }

    /** Deletes a batch of each kind; returns whether more rows may be too old. */
    public boolean deleteBatch() {
        var now = clock.instant();
        var isMoreExpired = false;
        for (var rows : kinds) {
            isMoreExpired |= rows.deleteExpired(now, ROWS_PER_BATCH) == ROWS_PER_BATCH;
        }
        return isMoreExpired;
    }

    @Override
    protected void run() {
        var now = clock.instant();
        if (!now.isBefore(nextAt) && !deleteBatch()) {
            nextAt = now.plus(INTERVAL);
        }
    }
}
