package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.ValueProvider;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.ComponentPatch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** A grid of a listing: the database sorts the rows and reads only those in view. */
public class DataGrid<T> extends Grid<T> {

    private static final int SHORT_LIST_ROWS = 20;

    private final ValueProvider<T, Object> idOf;
    private final ColumnFit<T> fit = new ColumnFit<>();
    private final Map<Object, T> readRows = new LinkedHashMap<>();
    private Listing<T> list = Listing.of(List.of());
    private long count;
    private Range lastRange = new Range(0, 0, Sort.unsorted(), List.of());

    private record Range(int offset, int limit, Sort sort, List<Object> ids) {}

    /** Creates a grid whose rows are identified by an id. */
    public DataGrid(ValueProvider<T, Object> idOf) {
        this.idOf = idOf;
        addClassName("table");
        setSelectionMode(SelectionMode.NONE);
        addThemeVariants(GridVariant.NO_BORDER);
        GridRoom.follow(this, roomRem -> fit.apply(getColumns(), roomRem));
    }

    /** Adds a column of text. */
    public Column<T> textColumn(String header, ValueProvider<T, String> text) {
        return addColumn(text).setHeader(header);
    }

    /** Adds a column of numbers. The header names their unit. */
    public Column<T> numberColumn(String header, ValueProvider<T, String> number) {
        return addColumn(number).setHeader(header).setTextAlign(ColumnTextAlign.END);
    }

    /** Adds a column of instants, each in its zone. The zone and the distance from now appear on hover. */
    public Column<T> instantColumn(
            String header, ValueProvider<T, Instant> instant, SerializableFunction<T, ZoneId> zone, Instant now) {
        return addColumn(row -> Format.minute(instant.apply(row), zone.apply(row)))
                .setHeader(header)
                .setTooltipGenerator(row -> Format.zoneAndDistance(instant.apply(row), zone.apply(row), now));
    }

    /** Adds a column of components. */
    public Column<T> componentColumn(String header, SerializableFunction<T, ? extends Component> component) {
        return addColumn(new ComponentRenderer<Component, T>(
                        component::apply, (shown, row) -> ComponentPatch.applyOrReplace(shown, component.apply(row))))
                .setHeader(header);
    }

    /** Names the columns that are left out while the grid is too narrow for all, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies the array
    protected final void leaveOutFirst(Column<T>... leastImportantFirst) {
        fit.setOptional(List.of(leastImportantFirst));
    }

    /**
     * Shows each row as a card while the grid is too narrow for the columns added so far that are never left out.
     */
    protected final void showAsCardsWhenNarrow(String header, SerializableFunction<T, ? extends Component> card) {
        var column = componentColumn(header, card).setSortable(false);
        column.setVisible(false);
        fit.setCard(column);
    }

    /** Creates a text that may wrap, for a cell. */
    protected static Span wrappedText(@Nullable String text) {
        var words = new Span(text == null ? "" : text);
        words.addClassName("wrapped");
        return words;
    }

    /** Creates a quiet text that may wrap, for a cell. */
    protected static Span quietText(String text) {
        var words = wrappedText(text);
        words.addClassName("quiet");
        return words;
    }

    /** Puts components below each other, for a cell. */
    protected static Div twoLines(Component... lines) {
        var cell = new Div(lines);
        cell.addClassName("two-lines");
        return cell;
    }

    /**
     * Shows a listing with a known length. A short one is shown in full; a long one scrolls within the height of the
     * page.
     */
    public void show(Listing<T> list, long count) {
        rememberList(list, count);
        setItems(new CallbackDataProvider<>(
                query -> readRange(query).stream(), query -> Math.toIntExact(this.list.count()), idOf));
        growIfLong();
    }

    /**
     * Shows a listing in place of the current one. Rows that stay in view are kept, and only those that differ are
     * updated.
     */
    public void refresh(Listing<T> list, long count) {
        var inView = list.rows(lastRange.offset(), lastRange.limit(), lastRange.sort());
        if (count == this.count && idsOf(inView).equals(lastRange.ids())) {
            this.list = list;
            update(inView);
        } else {
            rememberList(list, count);
            growIfLong();
            getDataProvider().refreshAll();
        }
    }

    /** Updates rows that are in view to newer versions. */
    public void update(Collection<T> newer) {
        for (var row : newer) {
            if (!row.equals(readRows.put(idOf.apply(row), row))) {
                getDataProvider().refreshItem(row);
            }
        }
    }

    /** Returns the rows in view, possibly with some that have just left it. */
    public List<T> rowsInView() {
        readRows.values().removeIf(row -> !getDataCommunicator().isItemActive(row));
        return List.copyOf(readRows.values());
    }

    private List<Object> idsOf(List<T> rows) {
        return rows.stream().<Object>map(idOf).toList();
    }

    private void rememberList(Listing<T> list, long count) {
        this.list = list;
        this.count = count;
        readRows.clear();
        setAllRowsVisible(count <= SHORT_LIST_ROWS);
        setClassName("long", count > SHORT_LIST_ROWS);
    }

    /** If the list is too long to be counted, lets scrolling find its end. */
    private void growIfLong() {
        var isCounted = count <= Listing.MAX_COUNTED;
        if (isCounted != getDataCommunicator().isDefinedSize()) {
            if (isCounted) {
                getLazyDataView().setItemCountFromDataProvider();
            } else {
                getLazyDataView().setItemCountEstimate(Math.toIntExact(count));
            }
        }
    }

    private List<T> readRange(Query<T, Void> query) {
        var sort = Sort.by(query.getSortOrders().stream()
                .map(order -> new Sort.Order(
                        order.getDirection() == SortDirection.ASCENDING ? Sort.Direction.ASC : Sort.Direction.DESC,
                        order.getSorted()))
                .toList());
        var rows = list.rows(query.getOffset(), query.getLimit(), sort);
        lastRange = new Range(query.getOffset(), query.getLimit(), sort, idsOf(rows));
        rows.forEach(row -> readRows.put(idOf.apply(row), row));
        return rows;
    }
}
