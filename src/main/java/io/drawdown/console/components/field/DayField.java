package io.drawdown.console.components.field;

import java.time.LocalDate;

/** A field for a day, typed as {@code 2026-11-30} or chosen in a calendar. */
public class DayField extends ParsedField<LocalDate> {

    /** Creates an empty field. */
    public DayField(String label) {
        super(label, new DayFormat());
        addClassName("day-field");
        setPlaceholder("YYYY-MM-DD");
        setSuffixComponent(new CalendarButton("date", "Choose a day", this));
    }
}
