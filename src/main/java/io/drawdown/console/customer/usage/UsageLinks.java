package io.drawdown.console.customer.usage;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.quota.engine.Reason;
import java.time.YearMonth;

/** Links to the Usage page and to jobs. */
public final class UsageLinks {

    private UsageLinks() {}

    /** Returns a link to a job's page that keeps the account in the address. */
    public static RouterLink jobLink(String job, QueryParameters accountParameters) {
        var link = new RouterLink(job, JobView.class);
        link.setQueryParameters(accountParameters.merging(JobView.NAME, job));
        return link;
    }

    /** Returns the address of a job's page. */
    public static String jobAddress(String job, QueryParameters accountParameters) {
        return PageAddress.of("usage/job", accountParameters.merging(JobView.NAME, job));
    }

    /** Returns a link to the Usage page that keeps the account in the address. */
    public static RouterLink jobsLink(String text, QueryParameters accountParameters) {
        var link = new RouterLink(text, UsageView.class);
        link.setQueryParameters(accountParameters);
        return link;
    }

    /** Returns a link to the jobs of a month with charges for a reason (R13). */
    public static RouterLink chargedJobsLink(
            String text, Reason reason, YearMonth month, QueryParameters accountParameters) {
        var link = new RouterLink(text, UsageView.class);
        link.setQueryParameters(accountParameters
                .merging(FilterBar.FROM, month.atDay(1).toString())
                .merging(FilterBar.TO, month.atEndOfMonth().toString())
                .merging(JobFilters.PAY_PER_USE, new PayPerUseFilter(reason).slug()));
        return link;
    }
}
