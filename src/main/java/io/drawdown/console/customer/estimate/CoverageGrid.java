package io.drawdown.console.customer.estimate;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.list.DataGrid;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** The grid of the segments of an estimate: which package covers each, and why the rest isn't covered. */
class CoverageGrid extends DataGrid<CoverageSegment> {

    private final Function<CoverageSegment, String> uncoveredText;
    private final QueryParameters accountParameters;
    private final ZoneId zone;

    CoverageGrid(
            List<CoverageSegment> stretches,
            Function<CoverageSegment, String> uncoveredText,
            QueryParameters accountParameters,
            ZoneId zone,
            Instant now) {
        super(stretches::indexOf);
        this.uncoveredText = uncoveredText;
        this.accountParameters = accountParameters;
        this.zone = zone;
        componentColumn("Paid by", this::payerCell)
                .setFlexGrow(1)
                .setWidth("12rem")
                .setRowHeader(true);
        instantColumn("From", CoverageSegment::from, one -> zone, now)
                .setFlexGrow(0)
                .setWidth("9.25rem");
        instantColumn("Until", CoverageSegment::to, one -> zone, now)
                .setFlexGrow(0)
                .setWidth("9.25rem");
        numberColumn("Node-hours", one -> Format.hoursWithoutUnit(one.nodeSeconds()))
                .setFlexGrow(0)
                .setWidth("6.5rem");
        numberColumn("Cost", CoverageGrid::costText).setFlexGrow(0).setWidth("6.5rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Coverage", this::card);
        show(Listing.of(stretches), stretches.size());
    }

    private Component payerCell(CoverageSegment one) {
        var payer = new Div(nameCell(one));
        payer.addClassName("payer");
        if (!one.isCovered()) {
            payer.add(quietText(uncoveredText.apply(one)));
        }
        return payer;
    }

    private Component card(CoverageSegment one) {
        var head = new Div(nameCell(one), new StrongText(Format.hours(one.nodeSeconds())));
        head.addClassName("between");
        var foot = new Div(
                quietText(Format.minute(one.from(), zone) + " – " + Format.minute(one.to(), zone)),
                new Span(costText(one)));
        foot.addClassName("between");
        var card = new Div(head);
        if (!one.isCovered()) {
            card.add(quietText(uncoveredText.apply(one)));
        }
        card.add(foot);
        card.addClassName("row-card");
        return card;
    }

    private Component nameCell(CoverageSegment one) {
        return one.isCovered()
                ? new Anchor(
                        PageAddress.of("packages/" + one.part().packageId(), accountParameters),
                        one.part().title())
                : new StrongText("Pay-per-use");
    }

    private static String costText(CoverageSegment one) {
        return one.part().amount() == null ? "" : Format.money(one.part().amount());
    }
}
