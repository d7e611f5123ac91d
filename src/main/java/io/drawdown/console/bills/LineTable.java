package io.drawdown.console.bills;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.billing.Statement;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;

/** The lines of a statement: orders, then what was charged, each with a link to what stands behind it. */
class LineTable extends Table<Statement.Line> {

    private final YearMonth month;
    private final ZoneId zone;
    private final BillLinks links;
    private final CatalogNames names;
    private final Instant now;

    LineTable(YearMonth month, ZoneId zone, BillLinks links, CatalogNames names, Instant now) {
        super(line -> Arrays.asList(line.order(), line.usageMonth(), line.region(), line.pool(), line.specification()));
        this.month = month;
        this.zone = zone;
        this.links = links;
        this.names = names;
        this.now = now;
        component("For", this::subject).setFlexGrow(1).setWidth("10rem").setRowHeader(true);
        number("Node-hours", LineTable::nodeHours).setFlexGrow(0).setWidth("8rem");
        number("Amount", line -> Format.money(line.amount())).setFlexGrow(0).setWidth("9rem");
        getColumns().forEach(column -> column.setSortable(false));
        orAsCards("Lines", this::card);
    }

    private Component subject(Statement.Line line) {
        return twoLines(new Div(links.behind(month, line, BillWords.title(line, names))), about(line));
    }

    private Component about(Statement.Line line) {
        var about = switch (line.kind()) {
            case ORDER -> new Span(new Span("Order " + line.order() + " · "), When.at(line.placedAt(), zone, now));
            case PAY_PER_USE ->
                new Span(
                        line.usageMonth().isBefore(month)
                                ? BillWords.usage(line.usageMonth()) + " · " + BillWords.place(line)
                                : BillWords.place(line));
        };
        about.addClassName("quiet");
        return about;
    }

    private Component card(Statement.Line line) {
        var head = new Div(
                links.behind(month, line, BillWords.title(line, names)), new Strong(Format.money(line.amount())));
        head.addClassName("between");
        var card = new Div(head, about(line));
        if (line.nodeSeconds() != null) {
            card.add(new Span(nodeHours(line) + "\u00a0h"));
        }
        card.addClassName("row-card");
        return card;
    }

    private static String nodeHours(Statement.Line line) {
        return line.nodeSeconds() == null ? "" : Format.bareHours(line.nodeSeconds());
    }
}
