package io.drawdown.console.customer.usage;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.LiveUpdates;
import io.drawdown.quota.Packages;
import io.drawdown.usage.Jobs;
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
        var paying = new RunningJobPackages(packages, account.code(), accountParameters());
        var list = new JobList(
                jobs,
                catalogNames.load(),
                paying,
                account,
                entered.getLocation().getQueryParameters(),
                accountParameters(),
                clock.instant());
        header().setActions(
                        new LinkButton(new JobExport(jobs, catalogNames, account, list::filter), "Export CSV"),
                        new LinkButton("estimate", "Will it fit?"));
        add(list);
        liveUpdates.watch(list, account.code(), list::refresh);
    }
}
