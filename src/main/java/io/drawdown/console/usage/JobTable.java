package io.drawdown.console.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.usage.JobUsage;
import java.time.Instant;
import java.time.ZoneId;

/** Jobs, one a row; where there is no room for columns, each as a card. */
class JobTable extends Table<JobUsage> {

    private static final int MIDDLE = 1200;
    private static final int WIDE = 1420;

    private final CatalogNames names;
    private final QueryParameters sameAccount;
    private final PayingPackages paying;
    private final ZoneId zone;

    JobTable(CatalogNames names, PayingPackages paying, QueryParameters sameAccount, ZoneId zone, Instant now) {
        super(JobUsage::job);
        this.names = names;
        this.sameAccount = sameAccount;
        this.paying = paying;
        this.zone = zone;
        component("Job", this::name)
                .setSortProperty("job")
                .setFlexGrow(3)
                .setWidth("9rem")
                .setRowHeader(true);
        component("Ran on", this::place).setSortable(false).setFlexGrow(1).setWidth("10.5rem");
        var nodes = number("Nodes", job -> Format.count(job.nodes()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("4rem");
        var started = instant("Started", JobUsage::startedAt, job -> zone, now)
                .setSortProperty("startedAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        var ended = addColumn(this::ended)
                .setHeader("Ended")
                .setTooltipGenerator(job -> job.now() == null ? Format.zoneAndDistance(job.endedAt(), zone, now) : null)
                .setSortProperty("endedAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        var time = number("Time", job -> Format.duration(job.running()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("6.75rem");
        var nodeHours = number("Node-hours", job -> Format.bareHours(job.nodeSeconds()))
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("7rem");
        component("How it was paid", this::paid)
                .setSortable(false)
                .setFlexGrow(2)
                .setWidth("9.5rem");
        number("Cost", job -> Format.money(job.charged()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("6rem");
        orAsCards("Jobs", this::card);
        showFrom(MIDDLE, nodes);
        showFrom(MIDDLE, ended);
        showFrom(MIDDLE, nodeHours);
        showFrom(WIDE, started);
        showFrom(WIDE, time);
    }

    private Component name(JobUsage job) {
        if (job.now() == null) {
            return link(job);
        }
        var name = new Div(link(job), JobWords.state(job));
        name.addClassName("job");
        return name;
    }

    private String ended(JobUsage job) {
        return job.now() == null ? Format.minute(job.endedAt(), zone) : "Not yet";
    }

    private RouterLink link(JobUsage job) {
        return UsageLinks.job(job.job(), sameAccount);
    }

    private Component place(JobUsage job) {
        var where = new Span(JobWords.regions(job) + " · " + JobWords.activities(job));
        where.addClassName("quiet");
        var place = new Div(new Span(JobWords.specifications(job, names)), where);
        place.addClassName("lines");
        return place;
    }

    private Component paid(JobUsage job) {
        var paid = new Div(new PaidBar(job.deductedNodeSeconds(), job.chargedNodeSeconds()));
        paid.addClassName("lines");
        if (job.now() != null) {
            var now = new Span(new Span("Now by "), paying.links(job.now()));
            now.addClassName("quiet");
            paid.add(now);
        }
        return paid;
    }

    private Component card(JobUsage job) {
        var head = new Div(name(job), new Strong(Format.hours(job.nodeSeconds())));
        head.addClassName("between");
        var where = new Span(JobWords.specifications(job, names) + " · " + JobWords.regions(job) + " · "
                + Format.count(job.nodes(), "node", "nodes"));
        var when = new Span(
                job.now() == null
                        ? "Ended " + Format.minute(job.endedAt(), zone)
                        : "Since " + Format.minute(job.now().since(), zone));
        when.addClassName("quiet");
        var foot = new Div(when, new Span(Format.money(job.charged())));
        foot.addClassName("between");
        var card = new Div(head, where, paid(job), foot);
        card.addClassName("row-card");
        return card;
    }
}
