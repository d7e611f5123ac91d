package io.drawdown.usage.history;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;

/** A usage record and how it was paid, net of what was taken back. */
public record UsageEntry(
        String source,
        String id,
        String job,
        String region,
        Pool pool,
        String specification,
        Activity activity,
        long nodes,
        Instant startedAt,
        Instant endedAt,
        long nodeSeconds,
        long deductedNodeSeconds,
        long chargedNodeSeconds,
        boolean voided) {}
