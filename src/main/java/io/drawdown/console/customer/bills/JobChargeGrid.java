package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.statement.JobCharge;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The grid of the jobs behind a line of a bill. Each links to its page, which explains the charges piece by piece. */
class JobChargeGrid extends DataGrid<JobCharge> {

    private final ZoneId zone;
    private final QueryParameters accountParameters;

    JobChargeGrid(Listing<JobCharge> jobs, long count, ZoneId zone, QueryParameters accountParameters, Instant now) {
        super(one -> List.of(one.job(), one.perNodeHour()));
        this.zone = zone;
        this.accountParameters = accountParameters;
        componentColumn("Job", one -> UsageLinks.jobLink(one.job(), accountParameters))
                .setSortProperty("job")
                .setFlexGrow(1)
                .setWidth("9rem")
                .setRowHeader(true);
        var from = instantColumn("From", JobCharge::from, one -> zone, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        instantColumn("To", JobCharge::to, one -> zone, now)
                .setSortProperty("to")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        numberColumn("Node-hours", one -> Format.hoursWithoutUnit(one.nodeSeconds()))
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("7.5rem");
        numberColumn("Per node-hour", one -> Format.nodeHourPrice(one.perNodeHour()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("8rem");
        numberColumn("Amount", one -> Format.exactMoney(one.amount()))
                .setSortProperty("amount")
                .setFlexGrow(0)
                .setWidth("10rem");
        showAsCardsWhenNarrow("Jobs", this::card);
        leaveOutFirst(from);
        show(jobs, count);
    }

    private Component card(JobCharge one) {
        var head = new Div(
                UsageLinks.jobLink(one.job(), accountParameters), new StrongText(Format.exactMoney(one.amount())));
        head.addClassName("between");
        var how = new Span(
                Format.hours(one.nodeSeconds()) + " at " + Format.nodeHourPrice(one.perNodeHour()) + " per node-hour");
        var when = new Span(Format.minute(one.from(), zone) + " – " + Format.minute(one.to(), zone));
        when.addClassName("quiet");
        var card = new Div(head, how, when);
        card.addClassName("row-card");
        return card;
    }
}
