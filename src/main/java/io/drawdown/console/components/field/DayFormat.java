package io.drawdown.console.components.field;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** The format of days, which accepts only {@code 2026-11-30}. */
public final class DayFormat implements TextFormat<LocalDate> {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    @Override
    public ParsedText<LocalDate> parse(String text) {
        if (!DAY.matcher(text).matches()) {
            return ParsedText.refused("Write the day as year-month-day, such as 2026-11-30.");
        }
        try {
            return ParsedText.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return ParsedText.refused("There is no such day. Write it as year-month-day, such as 2026-11-30.");
        }
    }

    @Override
    public String write(LocalDate value) {
        return value.toString();
    }
}
