package io.drawdown.base;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Calendar months of a zone as half-open intervals of instants. If clocks are set back across midnight at the end of
 * a month, the repeated hour belongs to the new month.
 */
public final class Months {

    private Months() {}

    /** Returns the instant at which a month starts. */
    public static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    /** Returns the month of an instant. */
    public static YearMonth monthOf(Instant instant, ZoneId zone) {
        var month = YearMonth.from(instant.atZone(zone));
        var next = month.plusMonths(1);
        return instant.isBefore(start(next, zone)) ? month : next;
    }

    /** Returns the month of the last second of usage; if the usage is empty, the month of its end (R18). */
    public static YearMonth monthOfUsage(Instant start, Instant end, ZoneId zone) {
        return monthOf(start.isBefore(end) ? end.minusSeconds(1) : end, zone);
    }

    /** Returns the first start of a month after an instant. */
    public static Instant nextStart(Instant instant, ZoneId zone) {
        return start(monthOf(instant, zone).plusMonths(1), zone);
    }

    /**
     * Splits `[from, until)` at the starts of months, and returns the ends of the parts in order. Empty if the
     * interval is empty.
     */
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
