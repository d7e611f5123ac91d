package io.drawdown.console.customer.usage;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.usage.history.JobState;
import io.drawdown.usage.history.JobUsage;
import java.util.function.Supplier;

/** The CSV export of jobs. */
final class JobExport {

    private JobExport() {}

    static CsvExport<JobUsage> create(Supplier<Listing<JobUsage>> jobs, CatalogNames names, Account account) {
        return new CsvExport<>("usage-" + account.code(), jobs)
                .column("Job", JobUsage::job)
                .column("State", job -> DomainLabels.label(isRunning(job) ? JobState.RUNNING : JobState.FINISHED))
                .column("Specification", job -> JobLabels.specificationsText(job, names))
                .column("Region", JobLabels::regionsText)
                .column("Pool", JobLabels::poolsText)
                .column("Activity", JobLabels::activitiesText)
                .column("Nodes", JobUsage::nodes)
                .instantColumn("First start", JobUsage::startedAt, job -> account.zone())
                .instantColumn("Last end", job -> isRunning(job) ? null : job.endedAt(), job -> account.zone())
                .column("Zone", job -> account.zone().getId())
                .column(
                        "Time (hours)",
                        job -> NodeSeconds.toNodeHours(job.runTime().toSeconds()))
                .column("Node-hours", job -> NodeSeconds.toNodeHours(job.nodeSeconds()))
                .column("Packages (node-hours)", job -> NodeSeconds.toNodeHours(job.deductedNodeSeconds()))
                .column("Pay-per-use (node-hours)", job -> NodeSeconds.toNodeHours(job.chargedNodeSeconds()))
                .moneyColumns("Cost", JobUsage::charged);
    }

    private static boolean isRunning(JobUsage job) {
        return job.currentRun() != null;
    }
}
