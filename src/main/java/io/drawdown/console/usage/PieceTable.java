package io.drawdown.console.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.usage.UsagePiece;
import java.time.Instant;
import java.time.ZoneId;

/** How a job was paid, piece by piece: which package gave how much, and why the rest was not covered. */
class PieceTable extends Table<UsagePiece> {

    private final Pieces pieces;
    private final CatalogNames names;
    private final QueryParameters sameAccount;
    private final ZoneId zone;
    private final Instant now;

    PieceTable(Pieces pieces, long count, CatalogNames names, QueryParameters sameAccount, ZoneId zone, Instant now) {
        super(UsagePiece::entry);
        this.pieces = pieces;
        this.names = names;
        this.sameAccount = sameAccount;
        this.zone = zone;
        this.now = now;
        instant("From", UsagePiece::from, one -> zone, now)
                .setFlexGrow(0)
                .setWidth("9.5rem")
                .setRowHeader(true);
        instant("To", UsagePiece::to, one -> zone, now).setFlexGrow(0).setWidth("9.5rem");
        number("Nodes", one -> Format.count(one.nodes())).setFlexGrow(0).setWidth("4.5rem");
        number("Node-hours", PieceTable::nodeHours).setFlexGrow(0).setWidth("6.5rem");
        component("Paid by", this::paid).setFlexGrow(1).setWidth("16rem");
        number("Cost", PieceTable::cost).setFlexGrow(0).setWidth("6.5rem");
        getColumns().forEach(column -> column.setSortable(false));
        orAsCards("Pieces", this::card);
        show(pieces, count);
    }

    private Component paid(UsagePiece one) {
        var head = new Div();
        head.addClassName("job");
        var paid = new Div(head);
        paid.addClassName("lines");
        var charge = one.charge();
        var about = pieces.of(one);
        if (charge == null) {
            head.add(about == null ? new Span("Package") : PackageLinks.of(about, sameAccount));
        } else {
            head.add(new Div(
                    new Strong("Pay-per-use"),
                    new Span(" at " + Format.price(charge.perNodeHour()) + " per node-hour")));
            if (!one.reversal()) {
                paid.add(Explanation.of(one, charge.reason(), about, names, now).shown(sameAccount));
            }
        }
        if (one.reversal()) {
            head.add(new StatusBadge(charge == null ? "Given back" : "Taken back", Tone.PENDING));
        } else if (one.voided()) {
            head.add(new StatusBadge("Voided", Tone.EXPIRED));
        } else if (one.reversed()) {
            head.add(new StatusBadge("Settled again", Tone.EXPIRED));
        }
        return paid;
    }

    private Component card(UsagePiece one) {
        var head = new Div(new Strong(nodeHours(one) + "\u00a0h"), new Span(cost(one)));
        head.addClassName("between");
        var when = new Span(Format.minute(one.from(), zone) + " – " + Format.minute(one.to(), zone) + " · "
                + Format.count(one.nodes(), "node", "nodes"));
        when.addClassName("quiet");
        var card = new Div(head, paid(one), when);
        card.addClassName("row-card");
        return card;
    }

    private static String nodeHours(UsagePiece one) {
        return (one.reversal() ? "−" : "") + Format.bareHours(one.nodeSeconds());
    }

    private static String cost(UsagePiece one) {
        return one.charge() == null
                ? ""
                : (one.reversal() ? "−" : "") + Format.money(one.charge().amount());
    }
}
