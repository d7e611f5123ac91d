package io.drawdown.catalog.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts sets of activities to and from database text: names in lifecycle order, separated by commas. */
public final class Activities {

    private Activities() {}

    /** Joins the names without duplicates, in lifecycle order. */
    public static String join(Collection<Activity> activities) {
        return EnumSet.copyOf(activities).stream().map(Activity::name).collect(Collectors.joining(","));
    }

    /** Returns the set that {@link #join} has written. */
    public static Set<Activity> split(String joined) {
        return Arrays.stream(joined.split(","))
                .map(Activity::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Activity.class)));
    }
}
