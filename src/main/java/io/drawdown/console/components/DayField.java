package io.drawdown.console.components;

import io.drawdown.console.format.DayText;
import java.time.LocalDate;

/** Asks for a day, written like 2026-11-30 or chosen in a calendar. */
public class DayField extends ParsedField<LocalDate> {

    /** A field in which nothing is entered. */
    public DayField(String label) {
        super(label, new DayText());
        addClassName("day-field");
        setPlaceholder("YYYY-MM-DD");
        setSuffixComponent(new Calendar("date", "Choose a day", this));
    }
}
