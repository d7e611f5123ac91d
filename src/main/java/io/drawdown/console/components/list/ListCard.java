package io.drawdown.console.components.list;

import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A card with a whole list and its length, or with an empty state. */
public class ListCard<T> extends Card {

    private final Listing<T> list;
    private final EmptyState emptyState;
    private final LongFunction<DataGrid<T>> createTable;
    private @Nullable DataGrid<T> dataGrid;

    /** Creates a card for a list. Its grid is created once the list isn't empty. */
    public ListCard(String title, Listing<T> list, EmptyState emptyState, LongFunction<DataGrid<T>> createTable) {
        super(title);
        this.list = list;
        this.emptyState = emptyState;
        this.createTable = createTable;
        refresh();
    }

    /** Shows the current list. */
    public final void refresh() {
        var count = list.count();
        if (count == 0) {
            removeTable();
            add(emptyState);
            return;
        }
        remove(emptyState);
        subtitle(Format.listLength(count, "in all", "in all"));
        if (dataGrid == null) {
            dataGrid = createTable.apply(count);
            add(dataGrid);
        } else {
            dataGrid.refresh(list, count);
        }
    }

    private void removeTable() {
        if (dataGrid != null) {
            remove(dataGrid);
            dataGrid = null;
            subtitle("");
        }
    }
}
