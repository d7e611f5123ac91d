package io.drawdown.console.components.list;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.field.ParsedField;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filter fields above a list, with the number of matching rows. */
public abstract class FilterBar extends Div {

    /** A listener to changes of the filter. */
    public interface Listener<F> {

        /** Reports a new filter, and whether it changed by typing. */
        void filterChanged(F filter, boolean typing);
    }

    private static final int TYPING_MILLIS = 300;
    private static final String NOT_FILTERED = "Not filtered yet: correct what is marked";

    private final Span count = new Span();
    private final Map<String, DayField> days = new HashMap<>();
    private final String one;
    private final String many;

    /** Creates a bar for a list, given the singular and plural of its rows. */
    protected FilterBar(String one, String many) {
        this.one = one;
        this.many = many;
        addClassName("filter-bar");
        count.addClassNames("count", "quiet");
        count.getElement().setAttribute("role", "status");
    }

    /** Shows the number of rows that match the filter. */
    public void setCount(long number) {
        count.setText(hasUnreadableDay() ? NOT_FILTERED : Format.listLength(number, one, many));
    }

    /** Sets up a search field, which filters while the user types. */
    protected static void setUpSearch(TextField search, String placeholder) {
        search.setPlaceholder(placeholder);
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(TYPING_MILLIS);
    }

    /** Sets up choices in which an empty selection means all. */
    protected static void setUpChoices(ComboBox<?>... choices) {
        for (var choice : choices) {
            choice.setPlaceholder("All");
            choice.setClearButtonVisible(true);
        }
    }

    /** Adds a field for the first or the last day, which the address holds under a parameter. */
    protected final DayField addDayField(String label, String parameter) {
        var day = new DayField(label);
        day.setClearButtonVisible(true);
        days.put(parameter, day);
        return day;
    }

    /** Shows day parameters that can't be parsed in their fields. They don't filter the list. */
    public final void showUnreadable(QueryParameters address) {
        days.forEach((parameter, day) -> address.getSingleParameter(parameter)
                .filter(text -> day.isEmpty())
                .ifPresent(day::setValue));
    }

    /** Returns the text that the user entered; null if it is blank. */
    protected static @Nullable String text(TextField field) {
        var text = field.getValue().strip();
        return text.isEmpty() ? null : text;
    }

    /** Shows a text; null empties the field. */
    protected static void show(TextField field, @Nullable String text) {
        field.setValue(text == null ? "" : text);
    }

    /** Runs an action when the user changes one of the fields, unless a field of the bar can't be parsed. */
    protected final void onChange(Runnable action, AbstractField<?, ?>... fields) {
        for (var field : fields) {
            field.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    runUnlessUnreadable(action);
                }
            });
        }
    }

    /** Adds the number of matching rows after the fields. */
    protected void addCount() {
        add(count);
    }

    // A list that doesn't match the fields above it would mislead.
    private void runUnlessUnreadable(Runnable action) {
        if (hasUnreadableDay()) {
            count.setText(NOT_FILTERED);
        } else {
            action.run();
        }
    }

    private boolean hasUnreadableDay() {
        return ParsedField.firstRefusedIn(this).isPresent();
    }
}
