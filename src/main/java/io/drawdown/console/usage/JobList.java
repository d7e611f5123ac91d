package io.drawdown.console.usage;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.Account;
import io.drawdown.base.Listing;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.EmptyState;
import io.drawdown.usage.JobFilter;
import io.drawdown.usage.JobUsage;
import io.drawdown.usage.Jobs;
import java.time.Instant;
import java.util.function.ObjLongConsumer;

/** The jobs of an account and what narrows them; the address follows the filters. */
class JobList extends Div {

    private final Jobs jobs;
    private final Account account;
    private final QueryParameters sameAccount;
    private final JobFilterBar bar;
    private final JobTable table;
    private final EmptyState nothingYet = new EmptyState(
            "Nothing has run yet", "Each job that runs is listed here, with what it used and how that was paid.");
    private final EmptyState nothingMatches = new EmptyState(
            "Nothing matches",
            "No job is like that. Change a filter, or show all jobs again.",
            new Button("Clear filters", click -> clear()));
    private JobQuery query;

    JobList(
            Jobs jobs,
            CatalogNames names,
            PayingPackages paying,
            Account account,
            QueryParameters address,
            QueryParameters sameAccount,
            Instant now) {
        this.jobs = jobs;
        this.account = account;
        query = JobQuery.of(address);
        this.sameAccount = sameAccount;
        addClassName("tab-content");
        bar = new JobFilterBar(names, query, this::filtered);
        bar.showUnreadable(address);
        table = new JobTable(names, paying, sameAccount, account.zone(), now);
        add(bar, table, nothingMatches, nothingYet);
        show();
    }

    /** What is shown now. */
    JobFilter filter() {
        return query.filter(account.zone());
    }

    /** Shows what has changed since. */
    void refresh(boolean happened) {
        if (happened) {
            show(table::refresh);
            return;
        }
        var running = table.inView().stream()
                .filter(job -> job.now() != null)
                .map(JobUsage::job)
                .toList();
        if (!running.isEmpty()) {
            table.update(jobs.byName(account.code(), running));
        }
    }

    private void filtered(JobQuery changed, boolean typing) {
        query = changed;
        var address = query.put(sameAccount);
        if (typing) {
            Address.replace("usage", address);
        } else {
            Address.push("usage", address);
        }
        show();
    }

    private void clear() {
        bar.show(JobQuery.ALL);
        filtered(JobQuery.ALL, false);
    }

    private void show() {
        show(table::show);
    }

    private void show(ObjLongConsumer<Listing<JobUsage>> shower) {
        var list = jobs.list(account.code(), filter());
        var count = list.count();
        var isEmpty = count == 0 && query.equals(JobQuery.ALL);
        bar.setCount(count);
        bar.setVisible(!isEmpty);
        table.setVisible(count > 0);
        nothingMatches.setVisible(count == 0 && !isEmpty);
        nothingYet.setVisible(isEmpty);
        shower.accept(list, count);
    }
}
