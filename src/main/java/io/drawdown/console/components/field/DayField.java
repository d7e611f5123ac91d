package io.drawdown.console.components.field;

import java.time.LocalDate;

/** Asks for a day, written like 2026-11-30 or chosen in a calendar. */
public class DayField extends ParsedField<LocalDate> {

    /** A field in which nothing is entered. */
    public DayField(String label) {
        super(label, new DayFormat());
        addClassName("day-field");
        setPlaceholder("YYYY-MM-DD");
        setSuffixComponent(new CalendarButton("date", "Choose a day", this));
    }
}
