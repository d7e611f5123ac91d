package io.drawdown.console.components;

import io.drawdown.base.Listing;
import io.drawdown.console.format.Format;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A card with a list in full and its length, or, as long as that is empty, with words in its place. */
public class ListCard<T> extends Card {

    private final Listing<T> list;
    private final EmptyState nothing;
    private final LongFunction<Table<T>> making;
    private @Nullable Table<T> table;

    /** A card of a list, for which a table is made once its length isn't zero. */
    public ListCard(String title, Listing<T> list, EmptyState nothing, LongFunction<Table<T>> making) {
        super(title);
        this.list = list;
        this.nothing = nothing;
        this.making = making;
        refresh();
    }

    /** Shows what the list has become. */
    public final void refresh() {
        var count = list.count();
        if (count == 0) {
            removeTable();
            add(nothing);
            return;
        }
        remove(nothing);
        subtitle(Format.length(count, "in all", "in all"));
        if (table == null) {
            table = making.apply(count);
            add(table);
        } else {
            table.refresh(list, count);
        }
    }

    private void removeTable() {
        if (table != null) {
            remove(table);
            table = null;
            subtitle("");
        }
    }
}
