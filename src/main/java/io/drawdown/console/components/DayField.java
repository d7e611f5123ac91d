package io.drawdown.console.components;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.util.Locale;

/** Asks for a day, written like 2026-11-22. */
public class DayField extends DatePicker {

    /** A field in which nothing is entered. */
    public DayField(String label) {
        super(label);
        setLocale(Locale.UK);
        setI18n(days());
        setPlaceholder("YYYY-MM-DD");
    }

    /** How days are written and calendars are laid out. */
    static DatePickerI18n days() {
        return new DatePickerI18n().setDateFormat("yyyy-MM-dd").setFirstDayOfWeek(1);
    }
}
