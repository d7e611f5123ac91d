package io.drawdown.quota.packages;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** What one usage record took from one package, or, as a reversal, gave back to it. */
public record DeductionEntry(
        String usageSource,
        String usageId,
        String job,
        @JsonProperty("package") String packageId,
        Instant from,
        Instant to,
        long nodeSeconds,
        long remainingAfter,
        Instant settledAt,
        boolean reversal) {}
