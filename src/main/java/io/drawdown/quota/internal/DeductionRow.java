package io.drawdown.quota.internal;

import io.drawdown.quota.ledger.UsageRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table deduction. */
public record DeductionRow(
        UsageRef usage,
        long entry,
        long packageId,
        Instant from,
        Instant to,
        long nodeSeconds,
        long remainingAfter,
        @Nullable Long reversedEntry) {}
