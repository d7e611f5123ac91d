package io.drawdown.console.components;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.console.format.Format;
import java.util.Locale;

/** The fields that narrow a list, above it, and how many of it are left. */
public abstract class FilterBar extends Div {

    private static final int TYPING_MILLIS = 300;

    private final Span count = new Span();
    private final String one;
    private final String many;

    /** A bar for a list of things, which are called so. */
    protected FilterBar(String one, String many) {
        this.one = one;
        this.many = many;
        addClassName("filter-bar");
        count.addClassNames("count", "quiet");
        count.getElement().setAttribute("role", "status");
    }

    /** Says how many the filter lets through. */
    public void setCount(long number) {
        count.setText(Format.count(number, one, many));
    }

    /** Makes a field one that people search by: it narrows while they type. */
    protected static void searching(TextField search, String placeholder) {
        search.setPlaceholder(placeholder);
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(TYPING_MILLIS);
    }

    /** Makes these fields ones in which nothing chosen stands for all. */
    protected static void choosing(ComboBox<?>... choices) {
        for (var choice : choices) {
            choice.setPlaceholder("All");
            choice.setClearButtonVisible(true);
        }
    }

    /** Makes these fields ones for the first and the last day. */
    protected static void days(DatePicker... days) {
        for (var day : days) {
            day.setLocale(Locale.UK);
            day.setI18n(new DatePickerI18n().setDateFormat("yyyy-MM-dd").setFirstDayOfWeek(1));
            day.setPlaceholder("YYYY-MM-DD");
            day.setClearButtonVisible(true);
        }
    }

    /** Does something when a person has changed one of these fields. */
    protected static void onChange(Runnable action, AbstractField<?, ?>... fields) {
        for (var field : fields) {
            field.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    action.run();
                }
            });
        }
    }

    /** Adds the number of what is left, behind the fields. */
    protected void addCount() {
        add(count);
    }
}
