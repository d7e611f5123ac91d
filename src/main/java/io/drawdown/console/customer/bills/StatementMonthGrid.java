package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.statement.StatementTotal;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.list.DataGrid;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/** The grid of an account's months with their totals, newest first. The month that is shown is marked. */
class StatementMonthGrid extends DataGrid<StatementTotal> {

    private final YearMonth shownMonth;
    private final ZoneId zone;
    private final BillLinks links;
    private final Instant now;

    StatementMonthGrid(
            Listing<StatementTotal> months, YearMonth shownMonth, ZoneId zone, BillLinks links, Instant now) {
        super(StatementTotal::month);
        this.shownMonth = shownMonth;
        this.zone = zone;
        this.links = links;
        this.now = now;
        componentColumn("Month", this::monthCell)
                .setFlexGrow(1)
                .setWidth("7.25rem")
                .setRowHeader(true)
                .setSortable(false);
        numberColumn("Total", month -> Format.money(month.total()))
                .setFlexGrow(0)
                .setWidth("7.25rem")
                .setSortable(false);
        show(months, months.count());
    }

    Card toCard() {
        return new Card("Months", this);
    }

    void refresh(Listing<StatementTotal> months) {
        refresh(months, months.count());
    }

    private Component monthCell(StatementTotal month) {
        var link = links.billLink(month.month(), Format.month(month.month()));
        if (month.month().equals(shownMonth)) {
            link.getElement().setAttribute("aria-current", "page");
        }
        var state = quietText(
                month.closed() ? "Closed" : "Open, closes " + Format.upcomingDay(month.closesAt(), zone, now));
        return twoLines(new Div(link), state);
    }
}
