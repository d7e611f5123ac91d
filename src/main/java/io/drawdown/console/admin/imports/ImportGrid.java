package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.usage.imports.UsageImport;
import java.time.Instant;
import java.time.ZoneOffset;

/** The grid of imports, the newest first. */
class ImportGrid extends DataGrid<UsageImport> {

    ImportGrid(Instant now) {
        super(UsageImport::id);
        componentColumn("Name", ImportGrid::link)
                .setFlexGrow(2)
                .setWidth("9rem")
                .setRowHeader(true);
        componentColumn("State", ImportLabels::stateCell).setFlexGrow(0).setWidth("10.5rem");
        numberColumn("Rows", one -> Format.count(one.read())).setFlexGrow(1).setWidth("6rem");
        numberColumn("Accepted", one -> Format.count(one.accepted()))
                .setFlexGrow(1)
                .setWidth("6.5rem");
        numberColumn("Rejected", one -> Format.count(ImportLabels.notTaken(one)))
                .setFlexGrow(1)
                .setWidth("6.5rem");
        var format =
                textColumn("Format", one -> one.format().code()).setFlexGrow(0).setWidth("6rem");
        var by = textColumn("By", UsageImport::startedBy).setFlexGrow(1).setWidth("8rem");
        instantColumn("Started, UTC", UsageImport::startedAt, one -> ZoneOffset.UTC, now)
                .setFlexGrow(0)
                .setWidth("10rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Imports", ImportGrid::card);
        leaveOutFirst(format, by);
    }

    private static Anchor link(UsageImport one) {
        return new Anchor(ImportLabels.address(one), one.name());
    }

    private static Component card(UsageImport one) {
        return CellLayout.rowCard(
                CellLayout.spread(link(one), ImportLabels.stateCell(one)),
                quietText(Format.count(one.read(), "row", "rows") + ", " + Format.count(one.accepted())
                        + " accepted, " + Format.count(ImportLabels.notTaken(one)) + " rejected. Started by "
                        + one.startedBy() + ", " + Format.minute(one.startedAt(), ZoneOffset.UTC) + " UTC."));
    }
}
