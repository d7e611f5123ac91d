package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.signals.Signal;
import io.drawdown.base.Listing;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.IntPredicate;
import org.springframework.data.domain.Sort;

/** A table of a list: the database sorts it and reads only the rows in view. */
public class Table<T> extends Grid<T> {

    /** Below this width, in CSS pixels, a window has room for few columns. */
    protected static final int NARROW = 800;

    /** From this width on a window has room for all columns. */
    protected static final int ROOMY = 1300;

    private static final int SHORT = 20;
    private static final int UNKNOWN = 0;

    private final ValueProvider<T, Object> id;

    /** A table of rows that are known by an id. */
    public Table(ValueProvider<T, Object> id) {
        this.id = id;
        addClassName("table");
        setSelectionMode(SelectionMode.NONE);
        addThemeVariants(GridVariant.NO_BORDER);
    }

    /** Adds a column of words. */
    public Column<T> text(String header, ValueProvider<T, String> text) {
        return addColumn(text).setHeader(header);
    }

    /** Adds a column of numbers of one unit, which the header names. */
    public Column<T> number(String header, ValueProvider<T, String> number) {
        return addColumn(number).setHeader(header).setTextAlign(ColumnTextAlign.END);
    }

    /** Adds a column of instants, each in its zone, with the zone and the distance from now on hover. */
    public Column<T> instant(
            String header, ValueProvider<T, Instant> instant, SerializableFunction<T, ZoneId> zone, Instant now) {
        return addColumn(row -> Format.minute(instant.apply(row), zone.apply(row)))
                .setHeader(header)
                .setTooltipGenerator(row -> Format.zoneAndDistance(instant.apply(row), zone.apply(row), now));
    }

    /** Adds a column of anything else. */
    public Column<T> component(String header, SerializableFunction<T, ? extends Component> component) {
        return addComponentColumn(component::apply).setHeader(header);
    }

    /** Shows a column only in a window of at least this width. */
    protected void showFrom(int width, Column<T> column) {
        showIf(column, actual -> actual == UNKNOWN || actual >= width);
    }

    /** In a narrow window, shows each row as a card in place of the columns that there are. */
    protected void orAsCards(String header, SerializableFunction<T, ? extends Component> card) {
        getColumns().forEach(column -> showFrom(NARROW, column));
        showIf(component(header, card).setSortable(false), actual -> actual != UNKNOWN && actual < NARROW);
    }

    private void showIf(Column<T> column, IntPredicate fits) {
        var size = UI.getCurrent().getPage().windowSizeSignal();
        Signal.effect(this, () -> column.setVisible(fits.test(size.get().width())));
    }

    /** Shows this list, whose length is known; a short one in full, a long one to be scrolled in the page's height. */
    public void show(Listing<T> list, long count) {
        setAllRowsVisible(count <= SHORT);
        setClassName("long", count > SHORT);
        setItems(new CallbackDataProvider<>(
                query -> list.rows(query.getOffset(), query.getLimit(), Sort.by(query.getSortOrders().stream()
                                .map(order -> new Sort.Order(
                                        order.getDirection() == SortDirection.ASCENDING ? Sort.Direction.ASC : Sort.Direction.DESC,
                                        order.getSorted()))
                                .toList()))
                        .stream(),
                query -> Math.toIntExact(list.count()),
                id));
    }
}
