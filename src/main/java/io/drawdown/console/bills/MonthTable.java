package io.drawdown.console.bills;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.drawdown.base.Listing;
import io.drawdown.billing.StatementTotal;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/** All months of an account with what they come to, the newest first; the one that is shown is marked. */
class MonthTable extends Table<StatementTotal> {

    private final YearMonth shown;
    private final ZoneId zone;
    private final BillLinks links;
    private final Instant now;

    MonthTable(Listing<StatementTotal> months, YearMonth shown, ZoneId zone, BillLinks links, Instant now) {
        super(StatementTotal::month);
        this.shown = shown;
        this.zone = zone;
        this.links = links;
        this.now = now;
        component("Month", this::month)
                .setFlexGrow(1)
                .setWidth("8rem")
                .setRowHeader(true)
                .setSortable(false);
        number("Total", month -> Format.money(month.total()))
                .setFlexGrow(0)
                .setWidth("8rem")
                .setSortable(false);
        show(months, months.count());
    }

    /** The table in a card of its own. */
    Card inCard() {
        return new Card("Months", this);
    }

    /** Shows what the months have become. */
    void refresh(Listing<StatementTotal> months) {
        refresh(months, months.count());
    }

    private Component month(StatementTotal month) {
        var link = links.bill(month.month(), Format.month(month.month()));
        if (month.month().equals(shown)) {
            link.getElement().setAttribute("aria-current", "page");
        }
        var state = quiet(month.closed() ? "Closed" : "Open, closes " + Format.soonDay(month.closesAt(), zone, now));
        return twoLines(new Div(link), state);
    }
}
