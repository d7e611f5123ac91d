package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.drawdown.base.sql.Listing;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A list below its filters: the grid of the matching rows, or a text that says why there are none. */
public class FilteredList<T> extends Div {

    private final FilterBar filters;
    private final Supplier<Listing<T>> rows;
    private final Supplier<? extends DataGrid<T>> grid;
    private final Supplier<? extends Component> nothingYet;
    private final Div area = new Div();
    private @Nullable DataGrid<T> shown;

    /**
     * Creates a list, which is empty until it is shown.
     *
     * @param rows returns the rows that match the current filters
     * @param grid returns the grid in which the rows are shown, the same one each time or a new one
     * @param nothingYet returns the text for a list that is empty without filters
     */
    public FilteredList(
            FilterBar filters,
            Supplier<Listing<T>> rows,
            Supplier<? extends DataGrid<T>> grid,
            Supplier<? extends Component> nothingYet) {
        this.filters = filters;
        this.rows = rows;
        this.grid = grid;
        this.nothingYet = nothingYet;
        addClassName("tab-content");
        add(filters, area);
        filters.onChange(this::show);
    }

    /** Shows the matching rows. Returns their number. */
    public long show() {
        var list = rows.get();
        var count = list.count();
        filters.setCount(count);
        if (count == 0) {
            shown = null;
            place(filters.isUnfiltered() ? nothingYet.get() : filters.noMatches());
        } else {
            var next = grid.get();
            next.show(list, count);
            if (!next.equals(shown)) {
                shown = next;
                place(next);
            }
        }
        return count;
    }

    /** Shows the current rows. Rows that stay in view are kept. */
    public void refresh() {
        var list = rows.get();
        var count = list.count();
        var current = shown;
        if (count > 0 && current != null && current.equals(grid.get())) {
            filters.setCount(count);
            current.refresh(list, count);
        } else {
            show();
        }
    }

    private void place(Component content) {
        area.removeAll();
        area.add(content);
    }
}
