package io.drawdown.console.bills;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.Listing;
import io.drawdown.billing.JobCharge;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.console.usage.UsageLinks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The jobs behind a line of a bill, each with a link to its page, which says piece by piece why it was charged. */
class ChargeTable extends Table<JobCharge> {

    private final ZoneId zone;
    private final QueryParameters sameAccount;

    ChargeTable(Listing<JobCharge> jobs, long count, ZoneId zone, QueryParameters sameAccount, Instant now) {
        super(one -> List.of(one.job(), one.perNodeHour()));
        this.zone = zone;
        this.sameAccount = sameAccount;
        component("Job", one -> UsageLinks.job(one.job(), sameAccount))
                .setSortProperty("job")
                .setFlexGrow(1)
                .setWidth("9rem")
                .setRowHeader(true);
        var from = instant("From", JobCharge::from, one -> zone, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        instant("To", JobCharge::to, one -> zone, now)
                .setSortProperty("to")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        number("Node-hours", one -> Format.bareHours(one.nodeSeconds()))
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("7.5rem");
        number("Per node-hour", one -> Format.price(one.perNodeHour()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("8rem");
        number("Amount", one -> Format.exact(one.amount()))
                .setSortProperty("amount")
                .setFlexGrow(0)
                .setWidth("10rem");
        orAsCards("Jobs", this::card);
        showFrom(ROOMY, from);
        show(jobs, count);
    }

    private Component card(JobCharge one) {
        var head = new Div(UsageLinks.job(one.job(), sameAccount), new Strong(Format.exact(one.amount())));
        head.addClassName("between");
        var how = new Span(Format.bareHours(one.nodeSeconds()) + "\u00a0h at " + Format.price(one.perNodeHour())
                + " per node-hour");
        var when = new Span(Format.minute(one.from(), zone) + " – " + Format.minute(one.to(), zone));
        when.addClassName("quiet");
        var card = new Div(head, how, when);
        card.addClassName("row-card");
        return card;
    }
}
