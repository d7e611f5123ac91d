package io.drawdown.console.usage;

import io.drawdown.account.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.CsvExport;
import io.drawdown.console.format.Spreadsheet;
import io.drawdown.console.format.Words;
import io.drawdown.usage.JobFilter;
import io.drawdown.usage.JobState;
import io.drawdown.usage.JobUsage;
import io.drawdown.usage.Jobs;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVPrinter;

/** The jobs that a filter lets through as CSV for a spreadsheet, streamed as the database gives them. */
class JobExport extends CsvExport {

    private final transient Jobs jobs;
    private final transient Catalog catalog;
    private final transient Account account;
    private final transient Supplier<JobFilter> filter;

    JobExport(Jobs jobs, Catalog catalog, Account account, Supplier<JobFilter> filter) {
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
        this.catalog = catalog;
        this.account = account;
        this.filter = filter;
    }

    @Override
    protected void print(CSVPrinter csv) {
        var names = CatalogNames.of(catalog);
        jobs.list(account.code(), filter.get()).forEach(job -> print(csv, job, names));
    }

    private void print(CSVPrinter csv, JobUsage job, CatalogNames names) {
        Spreadsheet.print(
                csv,
                job.job(),
                Words.of(job.now() == null ? JobState.FINISHED : JobState.RUNNING),
                JobWords.specifications(job, names),
                JobWords.regions(job),
                JobWords.pools(job),
                JobWords.activities(job),
                job.nodes(),
                Spreadsheet.second(job.startedAt(), account.zone()),
                job.now() == null ? Spreadsheet.second(job.endedAt(), account.zone()) : "",
                account.zone().getId(),
                NodeSeconds.toNodeHours(job.running().toSeconds()),
                NodeSeconds.toNodeHours(job.nodeSeconds()),
                NodeSeconds.toNodeHours(job.deductedNodeSeconds()),
                NodeSeconds.toNodeHours(job.chargedNodeSeconds()),
                job.charged().amount(),
                job.charged().currency().getCurrencyCode());
    }
}
