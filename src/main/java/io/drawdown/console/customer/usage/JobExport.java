package io.drawdown.console.customer.usage;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.console.components.list.SpreadsheetCsv;
import io.drawdown.usage.Jobs;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobState;
import io.drawdown.usage.history.JobUsage;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVPrinter;

/** The CSV export of the jobs that match a filter. Rows are streamed from the database. */
class JobExport extends CsvExport {

    private final transient Jobs jobs;
    private final transient CatalogNamesLoader catalogNames;
    private final transient Account account;
    private final transient Supplier<JobFilter> filter;

    JobExport(Jobs jobs, CatalogNamesLoader catalogNames, Account account, Supplier<JobFilter> filter) {
        super(
                "usage-" + account.code(),
                "Job",
                "State",
                "Specification",
                "Region",
                "Pool",
                "Activity",
                "Nodes",
                "First start",
                "Last end",
                "Zone",
                "Time (hours)",
                "Node-hours",
                "Packages (node-hours)",
                "Pay-per-use (node-hours)",
                "Cost",
                "Currency");
        this.jobs = jobs;
        this.catalogNames = catalogNames;
        this.account = account;
        this.filter = filter;
    }

    @Override
    protected void printRows(CSVPrinter csv) {
        var names = catalogNames.load();
        jobs.list(account.code(), filter.get()).forEach(job -> print(csv, job, names));
    }

    private void print(CSVPrinter csv, JobUsage job, CatalogNames names) {
        SpreadsheetCsv.printRow(
                csv,
                job.job(),
                DomainLabels.label(job.currentRun() == null ? JobState.FINISHED : JobState.RUNNING),
                JobLabels.specificationsText(job, names),
                JobLabels.regionsText(job),
                JobLabels.poolsText(job),
                JobLabels.activitiesText(job),
                job.nodes(),
                SpreadsheetCsv.toSecond(job.startedAt(), account.zone()),
                job.currentRun() == null ? SpreadsheetCsv.toSecond(job.endedAt(), account.zone()) : "",
                account.zone().getId(),
                NodeSeconds.toNodeHours(job.runTime().toSeconds()),
                NodeSeconds.toNodeHours(job.nodeSeconds()),
                NodeSeconds.toNodeHours(job.deductedNodeSeconds()),
                NodeSeconds.toNodeHours(job.chargedNodeSeconds()),
                job.charged().amount(),
                job.charged().currency().getCurrencyCode());
    }
}
