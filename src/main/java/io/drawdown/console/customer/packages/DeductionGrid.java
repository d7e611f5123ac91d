package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.quota.packages.DeductionEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The grid of deductions from packages and their reversals, newest first. */
class DeductionGrid extends DataGrid<DeductionEntry> {

    private final NamedDeductions deductions;
    private final QueryParameters accountParameters;

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
        var onlyWide = new ArrayList<Column<DeductionEntry>>();
        componentColumn("Job", this::jobCell).setFlexGrow(2).setWidth("7rem").setRowHeader(true);
        if (ofSeveralPackages) {
            onlyWide.add(
                    componentColumn("Package", this::packageLink).setFlexGrow(1).setWidth("9rem"));
        }
        onlyWide.add(instantColumn("From", DeductionEntry::from, one -> zone, now)
                .setSortProperty("from")
                .setWidth("10rem"));
        onlyWide.add(instantColumn("To", DeductionEntry::to, one -> zone, now)
                .setSortable(false)
                .setWidth("10rem"));
        numberColumn("Node-hours", DeductionGrid::nodeHours)
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("7.5rem");
        numberColumn("Remaining after", one -> Format.hoursWithoutUnit(one.remainingAfter()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("5.5rem");
        var settled = instantColumn("Settled", DeductionEntry::settledAt, one -> zone, now)
                .setSortProperty("settledAt")
                .setWidth("10rem");
        onlyWide.add(settled);
        sort(GridSortOrder.desc(settled).build());
        show(deductions, count);
        onlyWide.forEach(column -> showFromWidth(NARROW_PIXELS, column));
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

    private static String nodeHours(DeductionEntry one) {
        return (one.reversal() ? "+" : "−") + Format.hoursWithoutUnit(one.nodeSeconds());
    }
}
