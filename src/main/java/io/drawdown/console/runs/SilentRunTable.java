package io.drawdown.console.runs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.console.usage.UsageLinks;
import io.drawdown.usage.SilentRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Runs of which nothing is heard, each with a button that stops it. They are of many accounts, so times are in UTC. */
class SilentRunTable extends Table<SilentRun> {

    private final CatalogNames names;
    private final Consumer<SilentRun> stop;
    private final Instant now;

    /** A table whose button does this with a run. */
    SilentRunTable(CatalogNames names, Consumer<SilentRun> stop, Instant now) {
        super(run -> run.account() + "/" + run.id());
        this.names = names;
        this.stop = stop;
        this.now = now;
        component("Job", SilentRunTable::job)
                .setSortProperty("job")
                .setFlexGrow(2)
                .setWidth("8rem")
                .setRowHeader(true);
        component("Account", SilentRunTable::account)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("6.5rem");
        var place = component("Runs on", this::place)
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("8rem");
        var since = instant("Since, UTC", SilentRun::startedAt, run -> ZoneOffset.UTC, now)
                .setSortProperty("startedAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        instant("Last heard, UTC", SilentRun::heardAt, run -> ZoneOffset.UTC, now)
                .setSortProperty("heardAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        var nodes = number("Nodes", run -> Format.count(run.nodes()))
                .setSortProperty("nodes")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        number("Node-hours", run -> Format.bareHours(run.nodeSeconds()))
                .setTooltipGenerator(run -> "What it has come to so far")
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("7rem");
        var perHour = number("Cost an hour", run -> Format.price(run.perHour()))
                .setTooltipGenerator(run -> "Pay-per-use, where no package covers it")
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("8rem");
        component("Stop", this::action).setFlexGrow(0).setWidth("6rem").setSortable(false);
        orAsCards("Silent runs", this::card);
        showFrom(ROOMY, place);
        showFrom(ROOMY, since);
        showFrom(ROOMY, nodes);
        showFrom(ROOMY, perHour);
    }

    private static RouterLink job(SilentRun run) {
        return UsageLinks.job(run.job(), of(run));
    }

    private static RouterLink account(SilentRun run) {
        return UsageLinks.jobs(run.account(), of(run));
    }

    private static QueryParameters of(SilentRun run) {
        return QueryParameters.of(AccountPage.ACCOUNT, run.account());
    }

    private Component place(SilentRun run) {
        var region = new Span(run.region());
        region.addClassName("quiet");
        var place = new Div(new Span(names.specification(run.specification())), region);
        place.addClassName("lines");
        return place;
    }

    private Button action(SilentRun run) {
        var button = new Button("Stop …", click -> stop.accept(run));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Stop " + run.job() + " of " + run.account());
        return button;
    }

    private Component card(SilentRun run) {
        var head = new Div(job(run), new Strong(Format.hours(run.nodeSeconds())));
        head.addClassName("between");
        var of = new Div(account(run), new Span(Format.count(run.nodes(), "node", "nodes")));
        of.addClassName("between");
        var when = new Span("Running since " + Format.minute(run.startedAt(), ZoneOffset.UTC) + " UTC, last heard "
                + Format.distance(run.heardAt(), now));
        when.addClassName("quiet");
        var foot = new Div(new Span(Format.price(run.perHour()) + " an hour, pay-per-use"), action(run));
        foot.addClassName("between");
        var card = new Div(head, of, when, foot);
        card.addClassName("row-card");
        return card;
    }
}
