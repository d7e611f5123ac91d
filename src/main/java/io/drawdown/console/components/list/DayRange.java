package io.drawdown.console.components.list;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The filters for the first and the last day.
 *
 * @param to the last day, included
 */
public record DayRange(Filter<LocalDate> from, Filter<LocalDate> to) {

    /** Returns the start of the first day in a zone; null if the range has no first day. */
    public @Nullable Instant start(ZoneId zone) {
        var day = from.value();
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    /** Returns the end of the last day in a zone; null if the range has no last day. */
    public @Nullable Instant end(ZoneId zone) {
        var day = to.value();
        return day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
