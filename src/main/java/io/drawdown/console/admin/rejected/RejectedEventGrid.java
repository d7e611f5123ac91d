package io.drawdown.console.admin.rejected;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.event.RejectedEvent;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The grid of rejected events, each with its reason and a link to its page. Times are in UTC, because accounts differ
 * in zone.
 */
class RejectedEventGrid extends DataGrid<RejectedEvent> {

    private final Instant now;

    RejectedEventGrid(Instant now) {
        super(RejectedEvent::id);
        this.now = now;
        componentColumn("Event", RejectedEventGrid::eventCell)
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("10rem")
                .setRowHeader(true);
        componentColumn("Account", RejectedEventGrid::accountCell)
                .setSortProperty("account")
                .setFlexGrow(0)
                .setWidth("9rem");
        componentColumn("Why", RejectedEventGrid::reasonCell)
                .setSortable(false)
                .setFlexGrow(3)
                .setWidth("14rem");
        var came = instantColumn("Received, UTC", RejectedEvent::receivedAt, one -> ZoneOffset.UTC, now)
                .setSortProperty("receivedAt")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        componentColumn("State", RejectedEventLabels::badge)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9rem");
        showAsCardsWhenNarrow("Rejected events", this::card);
        leaveOutFirst(came);
    }

    private static Component eventCell(RejectedEvent one) {
        var source = new Span(one.source());
        source.addClassName("quiet");
        return twoLines(new Div(RejectedEventView.link(one)), source);
    }

    /** Returns the account's name, linked to its jobs if the account exists. */
    static Component accountCell(RejectedEvent one) {
        return "data.account".equals(one.field())
                ? new Span(one.account())
                : UsageLinks.jobsLink(one.account(), QueryParameters.of(AccountPage.ACCOUNT, one.account()));
    }

    private static Component reasonCell(RejectedEvent one) {
        var detail = new Span(one.detail());
        detail.addClassNames("quiet", "wrapped");
        return twoLines(new Span(RejectedEventLabels.title(one)), detail);
    }

    private Component card(RejectedEvent one) {
        var head = new Div(RejectedEventView.link(one), RejectedEventLabels.badge(one));
        head.addClassName("between");
        var about = new Span(one.source() + " · " + Format.distance(one.receivedAt(), now));
        about.addClassName("quiet");
        var card = new Div(
                head, accountCell(one), new StrongText(RejectedEventLabels.title(one)), new Span(one.detail()), about);
        card.addClassName("row-card");
        return card;
    }
}
