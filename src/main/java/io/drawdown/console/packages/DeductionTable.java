package io.drawdown.console.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.console.usage.UsageLinks;
import io.drawdown.quota.DeductionEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What jobs took out of packages and what was given back to them, the newest first. */
class DeductionTable extends Table<DeductionEntry> {

    private final NamedDeductions deductions;
    private final QueryParameters sameAccount;
    private final ZoneId zone;

    /** The deductions, with the package that each was taken out of where there are several. */
    DeductionTable(
            NamedDeductions deductions,
            long count,
            boolean ofSeveralPackages,
            QueryParameters sameAccount,
            ZoneId zone,
            Instant now) {
        super(one -> List.of(one.usageSource(), one.usageId(), one.packageId(), one.from(), one.reversal()));
        this.deductions = deductions;
        this.sameAccount = sameAccount;
        this.zone = zone;
        var onlyWide = new ArrayList<Column<DeductionEntry>>();
        component("Job", this::job).setFlexGrow(2).setWidth("7rem").setRowHeader(true);
        if (ofSeveralPackages) {
            onlyWide.add(component("Package", this::link).setFlexGrow(1).setWidth("9rem"));
        }
        onlyWide.add(instant("From", DeductionEntry::from, one -> zone, now)
                .setSortProperty("from")
                .setWidth("10rem"));
        onlyWide.add(instant("To", DeductionEntry::to, one -> zone, now)
                .setSortable(false)
                .setWidth("10rem"));
        number("Node-hours", DeductionTable::nodeHours)
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("7.5rem");
        number("Left after", one -> Format.bareHours(one.remainingAfter()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("5.5rem");
        var settled = instant("Settled", DeductionEntry::settledAt, one -> zone, now)
                .setSortProperty("settledAt")
                .setWidth("10rem");
        onlyWide.add(settled);
        sort(GridSortOrder.desc(settled).build());
        show(deductions, count);
        onlyWide.forEach(column -> showFrom(NARROW, column));
    }

    private Component job(DeductionEntry one) {
        var job = new Div(UsageLinks.job(one.job(), sameAccount));
        job.addClassName("job");
        if (one.reversal()) {
            job.add(new StatusBadge("Given back", Tone.PENDING));
        }
        return job;
    }

    private RouterLink link(DeductionEntry one) {
        return PackageView.link(one.packageId(), deductions.title(one), sameAccount);
    }

    private static String nodeHours(DeductionEntry one) {
        return (one.reversal() ? "+" : "−") + Format.bareHours(one.nodeSeconds());
    }
}
