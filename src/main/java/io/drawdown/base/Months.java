package io.drawdown.base;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Calendar months of a zone as half-open intervals of instants. Where clocks are set back across midnight, the last hour of a
 * month is read twice; the second time belongs to the month that has begun.
 */
public final class Months {

    private Months() {}

    /** The instant at which a month starts. */
    public static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    /** The month that an instant lies in. */
    public static YearMonth monthOf(Instant instant, ZoneId zone) {
        var month = YearMonth.from(instant.atZone(zone));
        var next = month.plusMonths(1);
        return instant.isBefore(start(next, zone)) ? month : next;
    }

    /** The month that the last second of usage lies in; of empty usage, its end (R18). */
    public static YearMonth monthOfUsage(Instant start, Instant end, ZoneId zone) {
        return monthOf(start.isBefore(end) ? end.minusSeconds(1) : end, zone);
    }

    /** The first start of a month after an instant. */
    public static Instant nextStart(Instant instant, ZoneId zone) {
        return start(monthOf(instant, zone).plusMonths(1), zone);
    }

    /** The ends of the parts that the starts of months cut `[from, until)` into, in order; none if it is empty. */
    public static List<Instant> splitAtMonthStarts(Instant from, Instant until, ZoneId zone) {
        var ends = new ArrayList<Instant>();
        if (from.isBefore(until)) {
            for (var start = nextStart(from, zone); start.isBefore(until); start = nextStart(start, zone)) {
                ends.add(start);
            }
            ends.add(until);
        }
        return ends;
    }
}
