package io.drawdown.quota.spi;

import io.drawdown.catalog.model.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Knows what accounts ran: whoever takes their usage in tells it to those who look ahead. */
public interface BurnHistory {

    /** How many hours one looks back: a week. */
    int HOURS_BACK = 7 * 24;

    /**
     * What an account ran in public pools of each specification in each region, hour by hour back from an instant in whole
     * seconds; without what was voided.
     */
    List<HourlyBurn> hourlyUsage(String account, Instant until);

    /**
     * What ran of a specification in a region.
     *
     * @param firstUsedAt when it was first used; an instant before the hours if that was before them
     * @param nodeSecondsByActivity for each activity the node-seconds of {@link #HOURS_BACK} hours, the last hour first
     */
    record HourlyBurn(
            String region, String specification, Instant firstUsedAt, Map<Activity, long[]> nodeSecondsByActivity) {}
}
