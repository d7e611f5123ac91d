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

/** The fields that narrow a list, above it, and how many of it are left. */
public abstract class FilterBar extends Div {

    /** Learns of a changed filter, and whether it changed by typing. */
    public interface Listener<F> {

        /** The filter has changed to this one. */
        void filterChanged(F filter, boolean typing);
    }

    private static final int TYPING_MILLIS = 300;
    private static final String NOT_FILTERED = "Not filtered yet: correct what is marked";

    private final Span count = new Span();
    private final Map<String, DayField> days = new HashMap<>();
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
        count.setText(hasUnreadableDay() ? NOT_FILTERED : Format.listLength(number, one, many));
    }

    /** Makes a field one that people search by: it narrows while they type. */
    protected static void setUpSearch(TextField search, String placeholder) {
        search.setPlaceholder(placeholder);
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(TYPING_MILLIS);
    }

    /** Makes these fields ones in which nothing chosen stands for all. */
    protected static void setUpChoices(ComboBox<?>... choices) {
        for (var choice : choices) {
            choice.setPlaceholder("All");
            choice.setClearButtonVisible(true);
        }
    }

    /** A field for the first or the last day, which stands in the address under a name. */
    protected final DayField addDayField(String label, String parameter) {
        var day = new DayField(label);
        day.setClearButtonVisible(true);
        days.put(parameter, day);
        return day;
    }

    /** Shows in the fields for days what an address says there that can't be read, and so doesn't narrow. */
    public final void showUnreadable(QueryParameters address) {
        days.forEach((parameter, day) -> address.getSingleParameter(parameter)
                .filter(text -> day.isEmpty())
                .ifPresent(day::setValue));
    }

    /** What a person has entered; nothing where that is blank. */
    protected static @Nullable String text(TextField field) {
        var text = field.getValue().strip();
        return text.isEmpty() ? null : text;
    }

    /** Shows a text; nothing for null. */
    protected static void show(TextField field, @Nullable String text) {
        field.setValue(text == null ? "" : text);
    }

    /** Does something when a person has changed one of these fields, unless there is one in the bar that can't be read. */
    protected final void onChange(Runnable action, AbstractField<?, ?>... fields) {
        for (var field : fields) {
            field.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    runUnlessUnreadable(action);
                }
            });
        }
    }

    /** Adds the number of what is left, behind the fields. */
    protected void addCount() {
        add(count);
    }

    // A list that is narrowed by something else than what stands in the fields would mislead.
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
