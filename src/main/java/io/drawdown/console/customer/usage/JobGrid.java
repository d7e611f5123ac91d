package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.usage.history.JobUsage;
import java.time.Instant;
import java.time.ZoneId;

/** The grid of jobs. A narrow one shows each as a card. */
class JobGrid extends DataGrid<JobUsage> {

    private final CatalogNames names;
    private final QueryParameters accountParameters;
    private final RunningJobPackages runningJobPackages;
    private final ZoneId zone;

    JobGrid(
            CatalogNames names,
            RunningJobPackages runningJobPackages,
            QueryParameters accountParameters,
            ZoneId zone,
            Instant now) {
        super(JobUsage::job);
        this.names = names;
        this.accountParameters = accountParameters;
        this.runningJobPackages = runningJobPackages;
        this.zone = zone;
        componentColumn("Job", this::nameCell)
                .setSortProperty("job")
                .setFlexGrow(3)
                .setWidth("9rem")
                .setRowHeader(true);
        componentColumn("Ran on", this::placeCell)
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("10.5rem");
        var nodes = numberColumn("Nodes", job -> Format.count(job.nodes()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("4rem");
        var started = instantColumn("Started", JobUsage::startedAt, job -> zone, now)
                .setSortProperty("startedAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        addColumn(this::endText)
                .setHeader("Ended")
                .setTooltipGenerator(
                        job -> job.currentRun() == null ? Format.zoneAndDistance(job.endedAt(), zone, now) : null)
                .setSortProperty("endedAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        var time = numberColumn("Time", job -> Format.duration(job.runTime()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("6.5rem");
        var nodeHours = numberColumn("Node-hours", job -> Format.hoursWithoutUnit(job.nodeSeconds()))
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("7rem");
        componentColumn("Payment", this::paymentCell)
                .setSortable(false)
                .setFlexGrow(2)
                .setWidth("9.5rem");
        numberColumn("Cost", job -> Format.money(job.charged()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("6rem");
        showAsCardsWhenNarrow("Jobs", this::card);
        leaveOutFirst(time, started, nodes, nodeHours);
    }

    private Component nameCell(JobUsage job) {
        if (job.currentRun() == null) {
            return jobLink(job);
        }
        var name = new Div(jobLink(job), JobLabels.stateBadge(job));
        name.addClassName("job");
        return name;
    }

    private String endText(JobUsage job) {
        return job.currentRun() == null ? Format.minute(job.endedAt(), zone) : "Not yet";
    }

    private RouterLink jobLink(JobUsage job) {
        return UsageLinks.jobLink(job.job(), accountParameters);
    }

    private Component placeCell(JobUsage job) {
        var where = new Span(JobLabels.regionsText(job) + " · " + JobLabels.activitiesText(job));
        where.addClassName("quiet");
        var place = new Div(new Span(JobLabels.specificationsText(job, names)), where);
        place.addClassName("lines");
        return place;
    }

    private Component paymentCell(JobUsage job) {
        var paid = new Div(new PaymentBar(job.deductedNodeSeconds(), job.chargedNodeSeconds()));
        paid.addClassName("lines");
        if (job.currentRun() != null) {
            var now = new Span(new Span("Now by "), runningJobPackages.packageLinks(job.currentRun()));
            now.addClassName("quiet");
            paid.add(now);
        }
        return paid;
    }

    private Component card(JobUsage job) {
        var head = new Div(nameCell(job), new StrongText(Format.hours(job.nodeSeconds())));
        head.addClassName("between");
        var where = new Span(JobLabels.specificationsText(job, names) + " · " + JobLabels.regionsText(job) + " · "
                + Format.count(job.nodes(), "node", "nodes"));
        var when = new Span(
                job.currentRun() == null
                        ? "Ended " + Format.minute(job.endedAt(), zone)
                        : "Since " + Format.minute(job.currentRun().startedAt(), zone));
        when.addClassName("quiet");
        var foot = new Div(when, new Span(Format.money(job.charged())));
        foot.addClassName("between");
        var card = new Div(head, where, paymentCell(job), foot);
        card.addClassName("row-card");
        return card;
    }
}
