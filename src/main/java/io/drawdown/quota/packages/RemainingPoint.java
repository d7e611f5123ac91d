package io.drawdown.quota.packages;

import java.time.Instant;

/** What remained of a package once all running up to an instant was settled. */
public record RemainingPoint(Instant at, long remainingNodeSeconds) {}
