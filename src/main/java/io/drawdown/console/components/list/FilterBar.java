package io.drawdown.console.components.list;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.address.ParameterFormat;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.field.ParsedField;
import io.drawdown.console.components.label.CatalogNames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The filters above a list, with the number of matching rows. A filter is declared once: its field, its parameter in
 * the address and how its value is parsed. The page's address follows the filters.
 */
public final class FilterBar extends Div {

    /** The parameter of the region in an address. */
    public static final String REGION = "region";

    /** The parameter of the specification in an address. */
    public static final String SPECIFICATION = "specification";

    /** The parameter of the first day in an address. */
    public static final String FROM = "from";

    /** The parameter of the last day in an address. */
    public static final String TO = "to";

    private static final int TYPING_MILLIS = 300;
    private static final String NOT_FILTERED = "Not filtered yet: correct what is marked";

    private final String path;
    private final String singular;
    private final String plural;
    private final QueryParameters kept;
    private final List<Filter<?>> filters = new ArrayList<>();
    private final List<AbstractField<?, ?>> fields = new ArrayList<>();
    private final Map<String, DayField> days = new HashMap<>();
    private final Span count = new Span();
    private Runnable changed = () -> {};

    /** Creates a bar for the list of a page at a path, given the singular and plural of its rows. */
    public FilterBar(String path, String singular, String plural) {
        this(path, singular, plural, QueryParameters.empty());
    }

    /** Creates a bar that keeps other parameters in the address. */
    public FilterBar(String path, String singular, String plural, QueryParameters kept) {
        this.path = path;
        this.singular = singular;
        this.plural = plural;
        this.kept = kept;
        addClassName("filter-bar");
        count.addClassNames("count", "quiet");
        count.getElement().setAttribute("role", "status");
        add(count);
    }

    /** Adds a filter for a part of a text, which filters while the user types. */
    public Filter<String> search(String parameter, String label, String placeholder) {
        var field = textField(label, placeholder);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_MILLIS);
        return add(parameter, ParameterFormat.TEXT, field, () -> textOf(field), field::setValue);
    }

    /** Adds a filter for a whole text. */
    public Filter<String> text(String parameter, String label, String placeholder) {
        var field = textField(label, placeholder);
        return add(parameter, ParameterFormat.TEXT, field, () -> textOf(field), field::setValue);
    }

    /** Adds a filter for one of some choices. */
    public <E extends Enum<E>> Filter<E> choice(
            String parameter, String label, E[] choices, ItemLabelGenerator<E> labels) {
        var field = new ComboBox<E>(label, choices);
        field.setItemLabelGenerator(labels);
        return choice(parameter, ParameterFormat.choice(choices), field);
    }

    /** Adds a filter for what is chosen in a field. */
    public <T> Filter<T> choice(String parameter, ParameterFormat<T> format, ComboBox<T> field) {
        return choice(parameter, format, field, field::getValue, field::setValue);
    }

    /** Adds a filter for a value that belongs to what is chosen in a field. */
    public <T> Filter<T> choice(
            String parameter,
            ParameterFormat<T> format,
            ComboBox<?> field,
            Supplier<@Nullable T> read,
            Consumer<T> show) {
        field.setPlaceholder("All");
        field.setClearButtonVisible(true);
        return add(parameter, format, field, read, show);
    }

    /** Adds a filter for a region. */
    public Filter<String> region(CatalogNames names) {
        var field = new ComboBox<String>("Region");
        field.setItems(names.regionCodes());
        return choice(REGION, ParameterFormat.TEXT, field);
    }

    /** Adds a filter for a specification. */
    public Filter<String> specification(CatalogNames names) {
        var field = new ComboBox<String>("Specification");
        field.setItems(names.specificationCodes());
        field.setItemLabelGenerator(names::specificationName);
        return choice(SPECIFICATION, ParameterFormat.TEXT, field);
    }

    /** Adds filters for the first and the last day. */
    public DayRange days(String fromLabel) {
        return new DayRange(day(FROM, fromLabel), day(TO, "To"));
    }

    /** Sets the action that shows the list again after the user changed a filter. */
    public void onChange(Runnable action) {
        changed = action;
    }

    /**
     * Shows the filters of an address in the fields. A day that can't be parsed is shown and marked at its field, and
     * doesn't filter the list.
     */
    public void open(QueryParameters address) {
        filters.forEach(filter -> filter.readFrom(address));
        showValues();
        days.forEach((parameter, day) -> address.getSingleParameter(parameter)
                .filter(text -> day.isEmpty())
                .ifPresent(day::setValue));
    }

    /** Applies what is entered in the fields, and adds an entry to the browser's history. */
    public void apply() {
        apply(false);
    }

    /** Empties the fields, or sets them to what they started with, and shows the list. */
    public void clear() {
        filters.forEach(Filter::reset);
        showValues();
        showChanged(false);
    }

    /** Returns whether every filter has the value that it starts with. */
    public boolean isUnfiltered() {
        return filters.stream().allMatch(Filter::isInitial);
    }

    /** Shows how many rows match. The bar is hidden if there are no rows to filter. */
    public void setCount(long number) {
        count.setText(hasUnreadableDay() ? NOT_FILTERED : Format.listLength(number, singular, plural));
        setVisible(number > 0 || !isUnfiltered() || filters.stream().anyMatch(Filter::hasInitialValue));
    }

    /** Returns the text for a list without matching rows. */
    public EmptyState noMatches() {
        return filters.size() == 1
                ? EmptyState.noSearchResults(plural, this::clear)
                : EmptyState.noMatches(plural, this::clear);
    }

    /** Moves the keyboard focus to the first field. */
    public void focusFirst() {
        if (fields.getFirst() instanceof Focusable<?> first) {
            first.focus();
        }
    }

    private Filter<LocalDate> day(String parameter, String label) {
        var field = new DayField(label);
        field.setClearButtonVisible(true);
        days.put(parameter, field);
        return add(parameter, ParameterFormat.DAY, field, field::read, field::write);
    }

    private static TextField textField(String label, String placeholder) {
        var field = new TextField(label);
        field.setPlaceholder(placeholder);
        field.setClearButtonVisible(true);
        return field;
    }

    private static @Nullable String textOf(TextField field) {
        var text = field.getValue().strip();
        return text.isEmpty() ? null : text;
    }

    /** Adds a filter and, unless another filter shares it, its field. */
    private <T> Filter<T> add(
            String parameter,
            ParameterFormat<T> format,
            AbstractField<?, ?> field,
            Supplier<@Nullable T> read,
            Consumer<T> show) {
        var filter = new Filter<>(parameter, format, read, show);
        filters.add(filter);
        if (!fields.contains(field)) {
            fields.add(field);
            field.addClassName("filter-" + parameter);
            addComponentAtIndex(getComponentCount() - 1, field);
            var typing = field instanceof TextField text && text.getValueChangeMode() == ValueChangeMode.LAZY;
            field.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    apply(typing);
                }
            });
        }
        return filter;
    }

    // A list that doesn't match the fields above it would mislead.
    private void apply(boolean typing) {
        if (hasUnreadableDay()) {
            count.setText(NOT_FILTERED);
            return;
        }
        filters.forEach(Filter::readField);
        showChanged(typing);
    }

    private void showChanged(boolean typing) {
        var address = kept;
        for (var filter : filters) {
            address = filter.writeTo(address);
        }
        if (typing) {
            PageAddress.replace(path, address);
        } else {
            PageAddress.push(path, address);
        }
        changed.run();
    }

    private void showValues() {
        fields.forEach(AbstractField::clear);
        filters.forEach(Filter::show);
    }

    private boolean hasUnreadableDay() {
        return ParsedField.firstRefusedIn(this).isPresent();
    }
}
