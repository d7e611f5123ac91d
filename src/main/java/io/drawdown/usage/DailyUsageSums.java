package io.drawdown.usage;

import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.forecast.AccountSnapshot.UnsettledJob;
import io.drawdown.usage.history.DayUsage;
import io.drawdown.usage.internal.DailyUsageRepository.EndedUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The usage of an account on each of several days in a time zone. A day has 23 or 25 hours where the clocks change.
 *
 * <p>The database adds up usage within one day. Usage across midnight is split here, to the node-second: a record of
 * n nodes uses n of them in each second. Within a piece packages give first and the charged rest comes last, as in
 * {@link io.drawdown.quota.engine.UsageShare}. So a piece that is partly charged is covered on its earlier days and
 * charged on its later ones. All days together have exactly the node-seconds of its rows.
 */
final class DailyUsageSums {

    private final LocalDate firstDay;
    private final List<Instant> midnights;
    private final long[] usedNodeSeconds;
    private final long[] chargedNodeSeconds;

    /**
     * Creates empty sums for a number of days and the day after. Usage that ends on the day after may have started on
     * the last of the days.
     */
    DailyUsageSums(ZoneId zone, LocalDate firstDay, int days) {
        this.firstDay = firstDay;
        this.midnights = Stream.iterate(firstDay, day -> day.plusDays(1))
                .limit(days + 2L)
                .map(day -> day.atStartOfDay(zone).toInstant())
                .toList();
        this.usedNodeSeconds = new long[days + 1];
        this.chargedNodeSeconds = new long[days + 1];
    }

    /** Returns the midnights that bound the days. */
    List<Instant> midnights() {
        return midnights;
    }

    void add(EndedUsage usage) {
        var days = usage.charged() ? chargedNodeSeconds : usedNodeSeconds;
        if (usage.from() == null || usage.to() == null) {
            var day = Collections.binarySearch(midnights, usage.dayStart());
            days[day] = Math.addExact(days[day], usage.nodeSeconds());
            return;
        }
        add(days, new RunInterval(usage.from(), usage.to(), usage.nodes(), usage.nodeSeconds()));
    }

    /** Adds what a running job has used since it was last settled. */
    void add(UnsettledJob running, Instant at) {
        var stretch = running.job().usage().between(running.job().usage().from(), at);
        add(usedNodeSeconds, interval(stretch, running.unsettledNodeSeconds()));
        add(chargedNodeSeconds, interval(stretch, running.uncoveredNodeSeconds()));
    }

    private void add(long[] days, RunInterval interval) {
        for (var day = 0; day < days.length; day++) {
            var within = interval.nodeSecondsBetween(midnights.get(day), midnights.get(day + 1));
            days[day] = Math.addExact(days[day], within);
        }
    }

    private static RunInterval interval(Usage stretch, long nodeSeconds) {
        return new RunInterval(stretch.start(), stretch.end(), stretch.nodes(), nodeSeconds);
    }

    List<DayUsage> toDays() {
        return IntStream.range(0, usedNodeSeconds.length - 1)
                .mapToObj(day -> new DayUsage(
                        firstDay.plusDays(day),
                        Math.subtractExact(usedNodeSeconds[day], chargedNodeSeconds[day]),
                        chargedNodeSeconds[day]))
                .toList();
    }
}
