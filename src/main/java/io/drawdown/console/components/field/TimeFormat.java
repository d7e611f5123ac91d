package io.drawdown.console.components.field;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The format of days with a time, such as {@code 2026-11-30 14:20}; seconds are optional. */
public final class TimeFormat implements TextFormat<LocalDateTime> {

    private static final Pattern DAY_AND_TIME =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");

    private final DateTimeFormatter written;
    private final String example;

    /** Creates a format that writes times to the minute, or to the second. Both parse seconds. */
    public TimeFormat(boolean seconds) {
        written = DateTimeFormatter.ofPattern(seconds ? "uuuu-MM-dd HH:mm:ss" : "uuuu-MM-dd HH:mm");
        example = ", such as 2026-11-30 14:20" + (seconds ? ":00." : ".");
    }

    @Override
    public ParsedText<LocalDateTime> parse(String text) {
        var both = DAY_AND_TIME.matcher(text);
        if (!both.matches()) {
            return ParsedText.refused(
                    DAY.matcher(text).matches()
                            ? "Write the time, too" + example
                            : TIME.matcher(text).matches()
                                    ? "Write the day, too" + example
                                    : "Write the day and the time as year-month-day hour:minute" + example);
        }
        try {
            return ParsedText.of(LocalDate.parse(both.group(1)).atTime(LocalTime.parse(both.group(2))));
        } catch (DateTimeException e) {
            return ParsedText.refused("There is no such day or time. Write both" + example);
        }
    }

    @Override
    public String write(LocalDateTime value) {
        return written.format(value);
    }
}
