package io.drawdown.console.components;

import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.util.Locale;

/** Asks for a date and a time, written like 2026-11-22 and 14:30. */
public class TimeField extends DateTimePicker {

    /** What is said while one of both is missing. */
    public static final String INCOMPLETE = "Enter both a date and a time.";

    /** A field in which nothing is entered. */
    public TimeField() {
        setLocale(Locale.UK);
        setDatePickerI18n(DayField.days());
        setDatePlaceholder("YYYY-MM-DD");
        setTimePlaceholder("HH:MM");
        setI18n(new DateTimePickerI18n()
                .setDateLabel("Date")
                .setTimeLabel("Time")
                .setBadInputErrorMessage("Enter a date like 2026-11-22 and a time like 14:30.")
                .setIncompleteInputErrorMessage(INCOMPLETE));
    }
}
