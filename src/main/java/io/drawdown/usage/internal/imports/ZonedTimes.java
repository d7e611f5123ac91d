package io.drawdown.usage.internal.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads times with an offset in the forms that programs print: `Z`, `+08:00`, `+0800`, and `+08`. */
final class ZonedTimes {

    private static final List<DateTimeFormatter> FORMATS =
            Stream.of("+HH:MM:ss", "+HHMM", "+HH").map(ZonedTimes::withOffset).toList();

    private ZonedTimes() {}

    /** Returns the instant of a time with an offset; empty if the text isn't one. */
    static Optional<Instant> parse(String text) {
        for (var format : FORMATS) {
            try {
                return Optional.of(OffsetDateTime.parse(text, format).toInstant());
            } catch (DateTimeException otherForm) {
                // the next form is tried
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter withOffset(String pattern) {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .appendOffset(pattern, "Z")
                .toFormatter();
    }

    /** Returns the text of the instant, or the text as it is if it isn't a time with an offset. */
    static String normalize(String text) {
        return parse(text.strip()).map(Instant::toString).orElse(text);
    }
}
