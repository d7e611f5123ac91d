package io.drawdown.catalog.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets of activities as the database keeps them: names in the order of the lifecycle, joined by commas. */
public final class Activities {

    private Activities() {}

    /** The names, each once, in the order of the lifecycle. */
    public static String join(Collection<Activity> activities) {
        return EnumSet.copyOf(activities).stream().map(Activity::name).collect(Collectors.joining(","));
    }

    /** The set that {@link #join} wrote. */
    public static Set<Activity> split(String joined) {
        return Arrays.stream(joined.split(","))
                .map(Activity::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Activity.class)));
    }
}
