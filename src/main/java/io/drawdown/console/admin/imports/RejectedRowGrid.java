package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.Component;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.usage.imports.RejectedRow;
import java.util.Locale;

/** The grid of rows that were rejected or are in conflict, in the order of the file. */
class RejectedRowGrid extends DataGrid<RejectedRow> {

    RejectedRowGrid(Listing<RejectedRow> rows, long count) {
        super(RejectedRow::row);
        numberColumn("Line", row -> Format.count(row.row())).setFlexGrow(0).setWidth("6rem");
        componentColumn("Id", row -> wrappedText(row.id()))
                .setFlexGrow(1)
                .setWidth("9rem")
                .setRowHeader(true);
        textColumn("Result", RejectedRowGrid::result).setFlexGrow(0).setWidth("7rem");
        componentColumn("Problem", row -> wrappedText(row.detail()))
                .setFlexGrow(4)
                .setWidth("18rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Rows", RejectedRowGrid::card);
        show(rows, count);
    }

    static String result(RejectedRow row) {
        return row.result() == RejectedRow.Result.CONFLICT ? "Conflict" : "Rejected";
    }

    private static Component card(RejectedRow row) {
        return CellLayout.rowCard(
                quietText("Line " + Format.count(row.row())
                        + (row.id() == null || row.id().isEmpty() ? "" : ", " + row.id()) + ": "
                        + result(row).toLowerCase(Locale.ROOT)),
                wrappedText(row.detail()));
    }
}
