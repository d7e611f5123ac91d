package io.drawdown.quota.forecast;

import java.time.Instant;

/**
 * When nothing is left to draw from a package, or from several.
 *
 * @param usedUp whether the last of it will have been used up; otherwise it expires with a rest, which lapses
 */
public record Depletion(Instant at, boolean usedUp) {}
