package io.drawdown.console.rejected;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.AccountPage;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.console.usage.UsageLinks;
import io.drawdown.usage.RejectedEvent;
import java.time.Instant;
import java.time.ZoneOffset;

/** Rejected events, each with why and a link to its page. They are of many accounts, so times are in UTC. */
class RejectedTable extends Table<RejectedEvent> {

    private final Instant now;

    RejectedTable(Instant now) {
        super(RejectedEvent::id);
        this.now = now;
        component("Event", RejectedTable::event)
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("10rem")
                .setRowHeader(true);
        component("Account", RejectedTable::account)
                .setSortProperty("account")
                .setFlexGrow(0)
                .setWidth("9rem");
        component("Why", RejectedTable::why).setSortable(false).setFlexGrow(3).setWidth("14rem");
        var came = instant("Came, UTC", RejectedEvent::receivedAt, one -> ZoneOffset.UTC, now)
                .setSortProperty("receivedAt")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        component("State", RejectedWords::badge)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9rem");
        orAsCards("Rejected events", this::card);
        showFrom(ROOMY, came);
    }

    private static Component event(RejectedEvent one) {
        var source = new Span(one.source());
        source.addClassName("quiet");
        return twoLines(new Div(RejectedEventView.link(one)), source);
    }

    /** The account's name, with a link to what it runs if it is known. */
    static Component account(RejectedEvent one) {
        return "data.account".equals(one.field())
                ? new Span(one.account())
                : UsageLinks.jobs(one.account(), QueryParameters.of(AccountPage.ACCOUNT, one.account()));
    }

    private static Component why(RejectedEvent one) {
        var detail = new Span(one.detail());
        detail.addClassNames("quiet", "wrapped");
        return twoLines(new Span(RejectedWords.title(one)), detail);
    }

    private Component card(RejectedEvent one) {
        var head = new Div(RejectedEventView.link(one), RejectedWords.badge(one));
        head.addClassName("between");
        var about = new Span(one.source() + " · " + Format.distance(one.receivedAt(), now));
        about.addClassName("quiet");
        var card = new Div(head, account(one), new Strong(RejectedWords.title(one)), new Span(one.detail()), about);
        card.addClassName("row-card");
        return card;
    }
}
