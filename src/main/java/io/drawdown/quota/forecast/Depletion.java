package io.drawdown.quota.forecast;

import java.time.Instant;

/**
 * The instant at which nothing is left to draw from one or several packages.
 *
 * @param usedUp whether they will have been used up; otherwise they expire and the rest lapses
 */
public record Depletion(Instant at, boolean usedUp) {}
