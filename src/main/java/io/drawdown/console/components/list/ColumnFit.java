package io.drawdown.console.components.list;

import com.vaadin.flow.component.grid.Grid.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the columns that a grid has room for, by their declared widths. */
final class ColumnFit<T> {

    private static final String UNIT = "rem";
    private static final double DEFAULT_WIDTH_REM = 6.25;

    private List<Column<T>> leastImportantFirst = List.of();
    private @Nullable Column<T> card;

    /** Sets the columns that are left out while there isn't room for all, in this order. */
    void setOptional(List<Column<T>> leastImportantFirst) {
        this.leastImportantFirst = leastImportantFirst;
    }

    /** Sets the column that replaces all others while there isn't room for those that are not optional. */
    void setCard(Column<T> card) {
        this.card = card;
    }

    /** Shows the columns that fit into a room, in rem, and hides the others. */
    void apply(List<Column<T>> columns, double roomRem) {
        var shown = new ArrayList<>(columns);
        shown.remove(card);
        var needed = shown.stream().mapToDouble(ColumnFit::widthRem).sum();
        for (var column : leastImportantFirst) {
            if (needed > roomRem) {
                needed -= widthRem(column);
                shown.remove(column);
            }
        }
        var asCards = card != null && needed > roomRem;
        columns.forEach(
                column -> column.setVisible(column.equals(card) ? asCards : !asCards && shown.contains(column)));
    }

    private static double widthRem(Column<?> column) {
        var width = column.getWidth();
        return width == null ? DEFAULT_WIDTH_REM : Double.parseDouble(width.replace(UNIT, ""));
    }
}
