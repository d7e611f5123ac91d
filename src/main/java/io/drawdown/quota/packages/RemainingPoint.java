package io.drawdown.quota.packages;

import java.time.Instant;

/** What remained of a package when all usage up to an instant was settled. */
public record RemainingPoint(Instant at, long remainingNodeSeconds) {}
