package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.model.Account;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.statement.Statement;
import io.drawdown.console.components.BillFacts;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.ComponentPatch;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.CatalogNames;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** One month's statement: its state, its lines and its total. */
class BillCard extends Card {

    private final Account account;
    private final BillLinks links;
    private final CatalogNames names;
    private final Div badge = new Div();
    private final Div state = new Div();
    private final Div lines = new Div();
    private final Div total = new Div();
    private final Div figures = new Div();
    private @Nullable StatementLineGrid table;

    BillCard(Statement statement, Account account, BillLinks links, CatalogNames names, Instant now) {
        super(Format.month(statement.month()));
        this.account = account;
        this.links = links;
        this.names = names;
        lines.addClassName("tab-content");
        figures.addClassName("bill-figures");
        total.addClassNames("between", "bill-total");
        aside(badge);
        add(state, lines, total, figures);
        refresh(statement, now);
    }

    /** Shows a newer version of the statement. */
    void refresh(Statement statement, Instant now) {
        ComponentPatch.apply(badge, new Div(BillLabels.stateBadge(statement.closed())));
        ComponentPatch.apply(state, stateText(statement, now));
        showLines(statement, now);
        ComponentPatch.apply(total, totalRow(statement));
        total.setVisible(!statement.lines().isEmpty());
        refreshFigures(statement);
    }

    /** Shows the pay-per-use amounts, including running usage that isn't billed yet. */
    void refreshFigures(Statement statement) {
        var shown = new Div(BillFacts.add(new FactList(), statement));
        shown.addClassName("bill-figures");
        ComponentPatch.apply(figures, shown);
        figures.setVisible(
                statement.runningNotYetBilled() != null || !statement.lines().isEmpty());
    }

    private Div stateText(Statement statement, Instant now) {
        var zone = account.zone();
        var words = statement.closed()
                ? new Span(new Span("Closed since "), InstantText.at(statement.closesAt(), zone, now), new Span("."))
                : new Span(
                        new Span("Open: orders and usage are added until "),
                        InstantText.at(statement.closesAt(), zone, now),
                        new Span(" (" + zone.getId()
                                + "). Running jobs are added as they are settled, at least every hour."));
        words.addClassName("quiet");
        return new Div(words);
    }

    private void showLines(Statement statement, Instant now) {
        if (statement.lines().isEmpty()) {
            table = null;
            lines.removeAll();
            lines.add(emptyState(statement, account.monthOf(now)));
            return;
        }
        var list = Listing.of(statement.lines());
        if (table == null) {
            table = new StatementLineGrid(statement.month(), account.zone(), links, names, now);
            table.show(list, list.count());
            lines.removeAll();
            lines.add(table);
        } else {
            table.refresh(list, list.count());
        }
    }

    private static EmptyState emptyState(Statement statement, YearMonth current) {
        if (statement.month().isAfter(current)) {
            return new EmptyState("No bill yet", "This bill starts with its month.");
        }
        return statement.closed()
                ? new EmptyState("Nothing to pay", "Nothing was ordered this month, and packages covered all usage.")
                : new EmptyState("Nothing to pay yet", "Orders and pay-per-use charges are listed here.");
    }

    private static Div totalRow(Statement statement) {
        var words = new Span("Total");
        var amount = new StrongText(Format.money(statement.total()) + " "
                + statement.total().currency().getCurrencyCode());
        var total = new Div(words, amount);
        total.addClassNames("between", "bill-total");
        return total;
    }
}
