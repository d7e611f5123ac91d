package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Account;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.usage.Jobs;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobUsage;
import java.time.Instant;
import java.util.function.ObjLongConsumer;

/** An account's jobs with their filters. The address follows the filters. */
class JobList extends Div {

    private final Jobs jobs;
    private final Account account;
    private final QueryParameters accountParameters;
    private final JobFilterBar bar;
    private final JobGrid table;
    private final EmptyState nothingYet = new EmptyState(
            "Nothing has run yet", "Each job that runs is listed here, with what it used and how that was paid.");
    private final EmptyState nothingMatches = new EmptyState(
            "Nothing matches",
            "No job is like that. Change a filter, or show all jobs again.",
            new Button("Clear filters", click -> clearFilter()));
    private JobQuery query;

    JobList(
            Jobs jobs,
            CatalogNames names,
            RunningJobPackages paying,
            Account account,
            QueryParameters address,
            QueryParameters accountParameters,
            Instant now) {
        this.jobs = jobs;
        this.account = account;
        query = JobQuery.of(address);
        this.accountParameters = accountParameters;
        addClassName("tab-content");
        bar = new JobFilterBar(names, query, this::applyFilter);
        bar.showUnreadable(address);
        table = new JobGrid(names, paying, accountParameters, account.zone(), now);
        add(bar, table, nothingMatches, nothingYet);
        showJobs();
    }

    JobFilter filter() {
        return query.toFilter(account.zone());
    }

    /** Shows the current jobs. If nothing has happened to the account, only the running jobs in view are updated. */
    void refresh(boolean happened) {
        if (happened) {
            showJobs(table::refresh);
            return;
        }
        var running = table.rowsInView().stream()
                .filter(job -> job.currentRun() != null)
                .map(JobUsage::job)
                .toList();
        if (!running.isEmpty()) {
            table.update(jobs.listByName(account.code(), running));
        }
    }

    private void applyFilter(JobQuery changed, boolean typing) {
        query = changed;
        var address = query.addTo(accountParameters);
        if (typing) {
            PageAddress.replace("usage", address);
        } else {
            PageAddress.push("usage", address);
        }
        showJobs();
    }

    private void clearFilter() {
        bar.show(JobQuery.UNFILTERED);
        applyFilter(JobQuery.UNFILTERED, false);
    }

    private void showJobs() {
        showJobs(table::show);
    }

    private void showJobs(ObjLongConsumer<Listing<JobUsage>> shower) {
        var list = jobs.list(account.code(), filter());
        var count = list.count();
        var isEmpty = count == 0 && query.equals(JobQuery.UNFILTERED);
        bar.setCount(count);
        bar.setVisible(!isEmpty);
        table.setVisible(count > 0);
        nothingMatches.setVisible(count == 0 && !isEmpty);
        nothingYet.setVisible(isEmpty);
        shower.accept(list, count);
    }
}
