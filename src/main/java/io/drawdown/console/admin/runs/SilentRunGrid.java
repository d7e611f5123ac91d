package io.drawdown.console.admin.runs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.runs.SilentRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** The grid of silent runs, each with a button that stops it. Times are in UTC, because accounts differ in zone. */
class SilentRunGrid extends DataGrid<SilentRun> {

    private final CatalogNames names;
    private final Consumer<SilentRun> stop;
    private final Instant now;

    /** Creates a grid whose buttons stop a run. */
    SilentRunGrid(CatalogNames names, Consumer<SilentRun> stop, Instant now) {
        super(run -> run.account() + "/" + run.id());
        this.names = names;
        this.stop = stop;
        this.now = now;
        componentColumn("Job", SilentRunGrid::jobLink)
                .setSortProperty("job")
                .setFlexGrow(2)
                .setWidth("8rem")
                .setRowHeader(true);
        componentColumn("Account", SilentRunGrid::accountLink)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("6.5rem");
        var place = componentColumn("Runs on", this::placeCell)
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("8rem");
        var since = instantColumn("Since, UTC", SilentRun::startedAt, run -> ZoneOffset.UTC, now)
                .setSortProperty("startedAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        instantColumn("Last report, UTC", SilentRun::heardAt, run -> ZoneOffset.UTC, now)
                .setSortProperty("heardAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        var nodes = numberColumn("Nodes", run -> Format.count(run.nodes()))
                .setSortProperty("nodes")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        numberColumn("Node-hours", run -> Format.hoursWithoutUnit(run.nodeSeconds()))
                .setTooltipGenerator(run -> "Usage so far")
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("7rem");
        var perHour = numberColumn("Cost an hour", run -> Format.nodeHourPrice(run.perHour()))
                .setTooltipGenerator(run -> "Pay-per-use, where no package covers it")
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("8rem");
        componentColumn("Stop", this::stopButton)
                .setFlexGrow(0)
                .setWidth("6rem")
                .setSortable(false);
        showAsCardsWhenNarrow("Jobs without a stop", this::card);
        leaveOutFirst(place, nodes, perHour, since);
    }

    private static RouterLink jobLink(SilentRun run) {
        return UsageLinks.jobLink(run.job(), accountParameters(run));
    }

    private static RouterLink accountLink(SilentRun run) {
        return UsageLinks.jobsLink(run.account(), accountParameters(run));
    }

    private static QueryParameters accountParameters(SilentRun run) {
        return QueryParameters.of(AccountPage.ACCOUNT, run.account());
    }

    private Component placeCell(SilentRun run) {
        var region = new Span(run.region());
        region.addClassName("quiet");
        var place = new Div(new Span(names.specificationName(run.specification())), region);
        place.addClassName("lines");
        return place;
    }

    private Button stopButton(SilentRun run) {
        var button = new Button("Stop …", click -> stop.accept(run));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Stop " + run.job() + " of " + run.account());
        return button;
    }

    private Component card(SilentRun run) {
        var head = new Div(jobLink(run), new StrongText(Format.hours(run.nodeSeconds())));
        head.addClassName("between");
        var of = new Div(accountLink(run), new Span(Format.count(run.nodes(), "node", "nodes")));
        of.addClassName("between");
        var when = new Span("Running since " + Format.minute(run.startedAt(), ZoneOffset.UTC) + " UTC, last report "
                + Format.distance(run.heardAt(), now));
        when.addClassName("quiet");
        var foot = new Div(new Span(Format.nodeHourPrice(run.perHour()) + " an hour, pay-per-use"), stopButton(run));
        foot.addClassName("between");
        var card = new Div(head, of, when, foot);
        card.addClassName("row-card");
        return card;
    }
}
