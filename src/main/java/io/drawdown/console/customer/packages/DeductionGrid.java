package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.quota.packages.DeductionEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The grid of deductions from packages and their reversals, newest first. A narrow one shows each as a card. */
class DeductionGrid extends DataGrid<DeductionEntry> {

    private final NamedDeductions deductions;
    private final QueryParameters accountParameters;
    private final boolean ofSeveralPackages;
    private final ZoneId zone;

    /** Creates a grid of deductions. It shows the package of each if there are several. */
    DeductionGrid(
            NamedDeductions deductions,
            long count,
            boolean ofSeveralPackages,
            QueryParameters accountParameters,
            ZoneId zone,
            Instant now) {
        super(one -> List.of(one.usageSource(), one.usageId(), one.packageId(), one.from(), one.reversal()));
        this.deductions = deductions;
        this.accountParameters = accountParameters;
        this.ofSeveralPackages = ofSeveralPackages;
        this.zone = zone;
        componentColumn("Job", this::jobCell).setFlexGrow(2).setWidth("9rem").setRowHeader(true);
        if (ofSeveralPackages) {
            componentColumn("Package", this::packageLink).setFlexGrow(1).setWidth("8.5rem");
        }
        var from = instantColumn("From", DeductionEntry::from, one -> zone, now)
                .setSortProperty("from")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        instantColumn("To", DeductionEntry::to, one -> zone, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        numberColumn("Node-hours", DeductionGrid::nodeHours)
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("7.5rem");
        numberColumn("Remaining after", one -> Format.hoursWithoutUnit(one.remainingAfter()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("7rem");
        var settled = instantColumn("Settled", DeductionEntry::settledAt, one -> zone, now)
                .setSortProperty("settledAt")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        showAsCardsWhenNarrow("Deductions", this::card);
        leaveOutFirst(settled, from);
        sort(GridSortOrder.desc(settled).build());
        show(deductions, count);
    }

    private Component jobCell(DeductionEntry one) {
        var job = new Div(UsageLinks.jobLink(one.job(), accountParameters));
        job.addClassName("job");
        if (one.reversal()) {
            job.add(new StatusBadge("Returned", StatusTone.PENDING));
        }
        return job;
    }

    private RouterLink packageLink(DeductionEntry one) {
        return PackageView.link(one.packageId(), deductions.packageTitle(one), accountParameters);
    }

    private Component card(DeductionEntry one) {
        var head = CellLayout.spread(jobCell(one), new StrongText(nodeHours(one) + "\u00a0h"));
        var foot = CellLayout.spread(
                quietText(Format.minute(one.from(), zone) + " – " + Format.minute(one.to(), zone)),
                quietText(Format.hours(one.remainingAfter()) + " left after"));
        return ofSeveralPackages
                ? CellLayout.rowCard(head, new Div(packageLink(one)), foot)
                : CellLayout.rowCard(head, foot);
    }

    private static String nodeHours(DeductionEntry one) {
        return one.reversal() ? Format.positiveHours(one.nodeSeconds()) : Format.negativeHours(one.nodeSeconds());
    }
}
