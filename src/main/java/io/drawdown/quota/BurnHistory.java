package io.drawdown.quota;

import io.drawdown.catalog.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Knows what accounts ran: whoever takes their usage in tells it to those who look ahead. */
public interface BurnHistory {

    /** How many hours one looks back: a week. */
    int HOURS = 7 * 24;

    /**
     * What an account ran in public pools of each specification in each region, hour by hour back from an instant in whole
     * seconds; without what was voided.
     */
    List<Hourly> of(String account, Instant until);

    /**
     * What ran of a specification in a region.
     *
     * @param began when it was first used; an instant before the hours if that was before them
     * @param nodeSeconds for each activity the node-seconds of {@link #HOURS} hours, the last hour first
     */
    record Hourly(String region, String specification, Instant began, Map<Activity, long[]> nodeSeconds) {}
}
