package io.drawdown.quota.forecast;

import org.jspecify.annotations.Nullable;

/**
 * When nothing will be left of a package, or of several, as far as that can be told.
 *
 * @param atCurrentRate if the jobs that run now run on; null where none of them draws from it
 * @param atTrailingWeekRate if what ran in the last week goes on; null where nothing did, or without enough history
 * @param hasEnoughHistory whether its specification has been used in its region for at least a day
 */
public record DepletionForecast(
        @Nullable Depletion atCurrentRate, @Nullable Range atTrailingWeekRate, boolean hasEnoughHistory) {

    /**
     * Between which instants, and when on the whole.
     *
     * @param earliest at the 90th percentile of the hourly burn
     * @param likely at its mean
     * @param latest at its 10th percentile
     */
    public record Range(Depletion earliest, Depletion likely, Depletion latest) {}
}
