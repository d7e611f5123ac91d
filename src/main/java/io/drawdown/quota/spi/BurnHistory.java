package io.drawdown.quota.spi;

import io.drawdown.catalog.model.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The past usage of accounts, which forecasts need. The module that takes in usage implements it. */
public interface BurnHistory {

    /** The number of hours to look back: a week. */
    int HOURS_BACK = 7 * 24;

    /**
     * Returns the hourly usage of an account in public pools, back from an instant in whole seconds, by specification
     * and region. Voided usage is left out.
     */
    List<HourlyBurn> hourlyUsage(String account, Instant until);

    /**
     * The hourly usage of a specification in a region.
     *
     * @param firstUsedAt when it was first used; an instant before the hours if it was used before them
     * @param nodeSecondsByActivity the node-seconds of each activity in {@link #HOURS_BACK} hours, the last hour
     * first
     */
    record HourlyBurn(
            String region, String specification, Instant firstUsedAt, Map<Activity, long[]> nodeSecondsByActivity) {}
}
