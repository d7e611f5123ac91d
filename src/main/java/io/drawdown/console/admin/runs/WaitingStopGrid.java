package io.drawdown.console.admin.runs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.runs.WaitingStop;
import java.time.Instant;
import java.time.ZoneOffset;

/** The grid of stops that wait for their starts. Times are in UTC, because accounts differ in zone. */
class WaitingStopGrid extends DataGrid<WaitingStop> {

    private final Instant now;

    WaitingStopGrid(Instant now) {
        super(stop -> stop);
        this.now = now;
        componentColumn("Job", WaitingStopGrid::jobLink)
                .setSortProperty("job")
                .setFlexGrow(2)
                .setWidth("8rem")
                .setRowHeader(true);
        componentColumn("Account", WaitingStopGrid::accountLink)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("6.5rem");
        componentColumn("Source", stop -> quietText(stop.source()))
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("7rem");
        instantColumn("Stopped, UTC", WaitingStop::stoppedAt, stop -> ZoneOffset.UTC, now)
                .setSortProperty("stoppedAt")
                .setFlexGrow(0)
                .setWidth("10rem");
        textColumn("Waiting since, UTC", WaitingStopGrid::sinceText)
                .setSortProperty("waitingSince")
                .setFlexGrow(0)
                .setWidth("10rem");
        showAsCardsWhenNarrow("Stops without a start", this::card);
    }

    private static RouterLink jobLink(WaitingStop stop) {
        return UsageLinks.jobLink(stop.job(), accountParameters(stop));
    }

    private static RouterLink accountLink(WaitingStop stop) {
        return UsageLinks.jobsLink(stop.account(), accountParameters(stop));
    }

    private static QueryParameters accountParameters(WaitingStop stop) {
        return QueryParameters.of(AccountPage.ACCOUNT, stop.account());
    }

    private static String sinceText(WaitingStop stop) {
        var since = stop.waitingSince();
        return since == null ? "Not known" : Format.minute(since, ZoneOffset.UTC);
    }

    private Component card(WaitingStop stop) {
        var head = new Div(jobLink(stop), accountLink(stop));
        head.addClassName("between");
        var stopped = new Span("Stopped " + Format.minute(stop.stoppedAt(), ZoneOffset.UTC) + " UTC");
        var since = stop.waitingSince();
        var waiting = new Span(
                since == null
                        ? stop.source()
                        : stop.source() + ", waiting since " + Format.minute(since, ZoneOffset.UTC) + " UTC, "
                                + Format.distance(since, now));
        waiting.addClassName("quiet");
        var card = new Div(head, stopped, waiting);
        card.addClassName("row-card");
        return card;
    }
}
