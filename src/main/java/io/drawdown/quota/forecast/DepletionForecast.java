package io.drawdown.quota.forecast;

import org.jspecify.annotations.Nullable;

/**
 * The forecast depletion of one or several packages.
 *
 * @param atCurrentRate the depletion if the running jobs continue; null if none of them draws from the packages
 * @param atTrailingWeekRate the depletion if the usage of the last week continues; null without such usage or without
 * enough history
 * @param hasEnoughHistory whether the specification has been used in the region for at least a day
 */
public record DepletionForecast(
        @Nullable Depletion atCurrentRate, @Nullable Range atTrailingWeekRate, boolean hasEnoughHistory) {

    /**
     * The earliest, likely and latest depletion.
     *
     * @param earliest at the 90th percentile of the hourly burn
     * @param likely at its mean
     * @param latest at its 10th percentile
     */
    public record Range(Depletion earliest, Depletion likely, Depletion latest) {}
}
