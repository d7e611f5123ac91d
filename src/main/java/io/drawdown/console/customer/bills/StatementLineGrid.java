package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.Statement;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.list.DataGrid;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;

/** The grid of the lines of a statement: orders, then charges, each with a link to its source. */
class StatementLineGrid extends DataGrid<Statement.Line> {

    private final YearMonth month;
    private final ZoneId zone;
    private final BillLinks links;
    private final CatalogNames names;
    private final Instant now;

    StatementLineGrid(YearMonth month, ZoneId zone, BillLinks links, CatalogNames names, Instant now) {
        super(line -> Arrays.asList(line.order(), line.usageMonth(), line.region(), line.pool(), line.specification()));
        this.month = month;
        this.zone = zone;
        this.links = links;
        this.names = names;
        this.now = now;
        componentColumn("For", this::titleCell).setFlexGrow(1).setWidth("10rem").setRowHeader(true);
        numberColumn("Node-hours", StatementLineGrid::nodeHours).setFlexGrow(0).setWidth("8rem");
        numberColumn("Amount", line -> Format.money(line.amount()))
                .setFlexGrow(0)
                .setWidth("9rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Lines", this::card);
    }

    private Component titleCell(Statement.Line line) {
        return twoLines(new Div(links.detailsLink(month, line, BillLabels.lineTitle(line, names))), detailsCell(line));
    }

    private Component detailsCell(Statement.Line line) {
        var about = switch (line.kind()) {
            case ORDER ->
                new Span(
                        new Span("Order " + line.order() + " · "),
                        InstantText.at(Objects.requireNonNull(line.placedAt()), zone, now));
            case PAY_PER_USE ->
                new Span(
                        line.chargedUsage().month().isBefore(month)
                                ? BillLabels.usageTitle(line.chargedUsage().month()) + " · "
                                        + BillLabels.linePlace(line)
                                : BillLabels.linePlace(line));
        };
        about.addClassName("quiet");
        return about;
    }

    private Component card(Statement.Line line) {
        var head = new Div(
                links.detailsLink(month, line, BillLabels.lineTitle(line, names)),
                new StrongText(Format.money(line.amount())));
        head.addClassName("between");
        var card = new Div(head, detailsCell(line));
        if (line.nodeSeconds() != null) {
            card.add(new Span(nodeHours(line) + "\u00a0h"));
        }
        card.addClassName("row-card");
        return card;
    }

    private static String nodeHours(Statement.Line line) {
        return line.nodeSeconds() == null ? "" : Format.hoursWithoutUnit(line.nodeSeconds());
    }
}
