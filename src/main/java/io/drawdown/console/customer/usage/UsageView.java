package io.drawdown.console.customer.usage;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.FilteredList;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.LiveUpdates;
import io.drawdown.quota.Packages;
import io.drawdown.usage.Jobs;
import io.drawdown.usage.history.JobUsage;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

@Route("usage")
@PageTitle("Usage · Drawdown")
@Menu(title = "Usage", order = 2)
@PermitAll
class UsageView extends AccountPage {

    private final Jobs jobs;
    private final Packages packages;
    private final CatalogNamesLoader catalogNames;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    UsageView(
            CurrentAccount current,
            Jobs jobs,
            Packages packages,
            CatalogNamesLoader catalogNames,
            LiveUpdates liveUpdates,
            Clock clock) {
        super("Usage", current);
        this.jobs = jobs;
        this.packages = packages;
        this.liveUpdates = liveUpdates;
        this.catalogNames = catalogNames;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var names = catalogNames.load();
        var filters = new JobFilters(names, account.zone(), accountParameters());
        filters.bar().open(entered.getLocation().getQueryParameters());
        var paying = new RunningJobPackages(packages, account.code(), accountParameters());
        var grid = new JobGrid(names, paying, accountParameters(), account.zone(), clock.instant());
        var list = new FilteredList<>(
                filters.bar(),
                () -> jobs.list(account.code(), filters.toFilter()),
                () -> grid,
                () -> new EmptyState("No jobs yet", "Jobs are listed here with their usage and how it was paid."));
        list.show();
        header().setActions(
                        new LinkButton(
                                JobExport.create(() -> jobs.list(account.code(), filters.toFilter()), names, account),
                                "Export CSV"),
                        new LinkButton("estimate", "Job Estimate"));
        add(list);
        liveUpdates.watch(list, account.code(), happened -> {
            if (happened) {
                list.refresh();
            } else {
                updateRunningJobs(account, grid);
            }
        });
    }

    private void updateRunningJobs(Account account, JobGrid grid) {
        var running = grid.rowsInView().stream()
                .filter(job -> job.currentRun() != null)
                .map(JobUsage::job)
                .toList();
        if (!running.isEmpty()) {
            grid.update(jobs.listByName(account.code(), running));
        }
    }
}
