package io.drawdown.usage.internal.imports;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;

/**
 * Determines when a run in sacct's output was running. Its times are local to a zone, or seconds since 1970. If a row
 * says how long the run was running, that counts, since the time from start to end includes the time for which it was
 * suspended (R1).
 */
final class SacctTimeParser {

    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern ELAPSED = Pattern.compile(
            "(?:(?<days>[0-9]{1,6})-)?(?:(?<hours>[0-9]{1,7}):)?(?<minutes>[0-5]?[0-9]):(?<seconds>[0-5]?[0-9])(?:\\.[0-9]{1,9})?");
    private static final Pattern ELAPSED_SECONDS = Pattern.compile("([0-9]{1,12})(?:\\.[0-9]{1,9})?");
    private static final long HOURS_PER_DAY = 24;

    private final ZoneId zone;

    SacctTimeParser(ZoneId zone) {
        this.zone = zone;
    }

    /** The columns of a row that say when it ran. A column is null if the file doesn't have it. */
    record TimeColumns(
            String start,
            String end,
            @Nullable String elapsed,
            @Nullable String elapsedRaw,
            @Nullable String suspended) {}

    /**
     * The time for which a run was running, in whole seconds, without the time for which it was suspended.
     *
     * @param previousReading when it was running as earlier versions read it, if they read another start; null
     * otherwise
     */
    record RunTime(Instant start, Instant end, HistoryRow.@Nullable Interval previousReading) {

        boolean isEmpty() {
            return start.equals(end);
        }
    }

    /** Thrown if a column doesn't say when a run was running. The message continues after the column's name. */
    abstract static class TimeException extends Exception {

        private final String column;
        private final String problem;

        private TimeException(String column, String problem) {
            super(problem);
            this.column = column;
            this.problem = problem;
        }

        String column() {
            return column;
        }

        String problem() {
            return problem;
        }
    }

    /** Thrown if a column can't be read. */
    static final class UnreadableTimeException extends TimeException {

        UnreadableTimeException(String column, String message) {
            super(column, message);
        }
    }

    /** Thrown if a column contradicts another, or the clocks of the zone. */
    static final class ContradictoryTimeException extends TimeException {

        ContradictoryTimeException(String column, String message) {
            super(column, message);
        }
    }

    /** Returns when a row's run was running. The exceptions name the column at fault. */
    RunTime parse(TimeColumns timeColumns) throws UnreadableTimeException, ContradictoryTimeException {
        var starts = parseInstants("Start", timeColumns.start());
        var ends = parseInstants("End", timeColumns.end());
        var elapsed = parseElapsed(timeColumns);
        return elapsed == null ? fromStartToEnd(starts, ends) : fromElapsed(elapsed, starts, ends, timeColumns);
    }

    /**
     * Resolves the hour that comes twice when the clocks go back. It takes the first, unless the end would then be
     * too early.
     */
    private static RunTime fromStartToEnd(List<Instant> starts, List<Instant> ends) {
        var start = starts.getFirst();
        return new RunTime(start, ends.getFirst().isBefore(start) ? ends.getLast() : ends.getFirst(), null);
    }

    /**
     * Resolves repeated local hours. It takes the instants whose distance is exactly the elapsed and suspended time,
     * or else the first.
     */
    private static RunTime fromElapsed(
            Duration elapsed, List<Instant> starts, List<Instant> ends, TimeColumns timeColumns)
            throws ContradictoryTimeException {
        var suspended = timeColumns.suspended() == null ? null : parseDuration(timeColumns.suspended());
        var exact = suspended == null ? elapsed : elapsed.plus(suspended);
        var start = starts.stream()
                .filter(candidate -> ends.contains(candidate.plus(exact)))
                .findFirst()
                .or(() -> starts.stream()
                        .filter(candidate -> !ends.getLast().isBefore(candidate.plus(elapsed)))
                        .findFirst())
                .orElseThrow(() -> new ContradictoryTimeException(
                        timeColumns.elapsed() == null ? "ElapsedRaw" : "Elapsed",
                        "says more than lies between Start and End, "
                                + Duration.between(starts.getFirst(), ends.getLast())
                                        .toSeconds() + " seconds (local times need the mapping's zone)"));
        var before = fromStartToEnd(starts, ends);
        return new RunTime(
                start,
                start.plus(elapsed),
                start.equals(before.start()) ? null : new HistoryRow.Interval(before.start(), before.end()));
    }

    /** Returns how long the run was running; null if the file has no column for it. */
    private static @Nullable Duration parseElapsed(TimeColumns timeColumns)
            throws UnreadableTimeException, ContradictoryTimeException {
        var raw = isGiven(timeColumns.elapsedRaw(), timeColumns.elapsed())
                ? parseSeconds(timeColumns.elapsedRaw())
                : null;
        if (!isGiven(timeColumns.elapsed(), timeColumns.elapsedRaw())) {
            return raw;
        }
        var elapsed = parseDuration(timeColumns.elapsed());
        if (elapsed == null) {
            throw new UnreadableTimeException("Elapsed", "must be a time such as 01:30:00 or 2-01:30:00");
        }
        if (raw != null && !raw.equals(elapsed)) {
            throw new ContradictoryTimeException(
                    "Elapsed", "is " + elapsed.toSeconds() + " seconds, and ElapsedRaw " + raw.toSeconds());
        }
        return elapsed;
    }

    /** Returns whether one of two columns must be read: it is in the file, and it is only empty if the other is too. */
    @Contract("null, _ -> false")
    private static boolean isGiven(@Nullable String column, @Nullable String other) {
        return column != null && !(column.isEmpty() && other != null && !other.isEmpty());
    }

    private static Duration parseSeconds(String text) throws UnreadableTimeException {
        var matcher = ELAPSED_SECONDS.matcher(text);
        if (!matcher.matches()) {
            throw new UnreadableTimeException("ElapsedRaw", "must be a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(matcher.group(1)));
    }

    private static @Nullable Duration parseDuration(String text) {
        var matcher = ELAPSED.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        var days = parseNumber(matcher.group("days"));
        var hours = parseNumber(matcher.group("hours"));
        return days > 0 && hours >= HOURS_PER_DAY
                ? null
                : Duration.ofDays(days)
                        .plusHours(hours)
                        .plusMinutes(parseNumber(matcher.group("minutes")))
                        .plusSeconds(parseNumber(matcher.group("seconds")));
    }

    private static long parseNumber(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /**
     * Returns the instants that a time can mean, earliest first: two in the hour that comes twice when the clocks go
     * back.
     */
    private List<Instant> parseInstants(String column, String text)
            throws UnreadableTimeException, ContradictoryTimeException {
        if (EPOCH_SECONDS.matcher(text).matches()) {
            return List.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        var zoned = ZonedTimes.parse(text);
        if (zoned.isPresent()) {
            return List.of(zoned.get().truncatedTo(ChronoUnit.SECONDS));
        }
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException unreadable) {
            throw new UnreadableTimeException(
                    column, "must be a local time such as 2026-11-22T10:00:00, or seconds since 1970");
        }
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new ContradictoryTimeException(
                    column, "is a time that doesn't exist in " + zone + ": the clocks went forward over it");
        }
        return offsets.stream().map(local::toInstant).toList();
    }
}
