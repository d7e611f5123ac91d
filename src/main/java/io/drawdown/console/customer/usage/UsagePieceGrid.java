package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.usage.history.UsagePiece;
import java.time.Instant;
import java.time.ZoneId;

/** The grid of a job's pieces: how much each package covered, and why the rest was not covered. */
class UsagePieceGrid extends DataGrid<UsagePiece> {

    private final UsagePieces usagePieces;
    private final CatalogNames names;
    private final QueryParameters accountParameters;
    private final ZoneId zone;
    private final Instant now;

    UsagePieceGrid(
            UsagePieces usagePieces,
            long count,
            CatalogNames names,
            QueryParameters accountParameters,
            ZoneId zone,
            Instant now) {
        super(UsagePiece::entry);
        this.usagePieces = usagePieces;
        this.names = names;
        this.accountParameters = accountParameters;
        this.zone = zone;
        this.now = now;
        instantColumn("From", UsagePiece::from, one -> zone, now)
                .setFlexGrow(0)
                .setWidth("9.5rem")
                .setRowHeader(true);
        instantColumn("To", UsagePiece::to, one -> zone, now).setFlexGrow(0).setWidth("9.5rem");
        numberColumn("Nodes", one -> Format.count(one.nodes())).setFlexGrow(0).setWidth("4.5rem");
        numberColumn("Node-hours", UsagePieceGrid::nodeHours).setFlexGrow(0).setWidth("6.5rem");
        componentColumn("Paid by", this::paymentCell).setFlexGrow(1).setWidth("16rem");
        numberColumn("Cost", UsagePieceGrid::costText).setFlexGrow(0).setWidth("6.5rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Pieces", this::card);
        show(usagePieces, count);
    }

    private Component paymentCell(UsagePiece one) {
        var head = new Div();
        head.addClassName("job");
        var paid = new Div(head);
        paid.addClassName("lines");
        var charge = one.charge();
        var about = usagePieces.packageOf(one);
        if (charge == null) {
            head.add(about == null ? new Span("Package") : PackageLinks.packageLink(about, accountParameters));
        } else {
            head.add(new Div(
                    new StrongText("Pay-per-use"),
                    new Span(" at " + Format.nodeHourPrice(charge.perNodeHour()) + " per node-hour")));
            if (!one.reversal()) {
                paid.add(ChargeExplanation.of(one, charge.reason(), about, names, now)
                        .toComponent(accountParameters));
            }
        }
        var reversal = charge == null ? "Returned" : "Reversed";
        if (one.reversal()) {
            head.add(new StatusBadge(reversal, StatusTone.PENDING));
        } else if (one.reversedNodeSeconds() == one.nodeSeconds()) {
            head.add(new StatusBadge(one.voided() ? "Voided" : "Settled again", StatusTone.EXPIRED));
        } else if (one.reversedNodeSeconds() > 0) {
            head.add(new StatusBadge(
                    reversal + " in part: " + Format.hours(one.reversedNodeSeconds()), StatusTone.EXPIRED));
        }
        return paid;
    }

    private Component card(UsagePiece one) {
        var head = new Div(new StrongText(nodeHours(one) + "\u00a0h"), new Span(costText(one)));
        head.addClassName("between");
        var when = new Span(Format.minute(one.from(), zone) + " – " + Format.minute(one.to(), zone) + " · "
                + Format.count(one.nodes(), "node", "nodes"));
        when.addClassName("quiet");
        var card = new Div(head, paymentCell(one), when);
        card.addClassName("row-card");
        return card;
    }

    private static String nodeHours(UsagePiece one) {
        return one.reversal() ? Format.negativeHours(one.nodeSeconds()) : Format.hoursWithoutUnit(one.nodeSeconds());
    }

    private static String costText(UsagePiece one) {
        return one.charge() == null ? "" : Format.money(one.netAmount());
    }
}
