package io.drawdown.console.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.Account;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import io.drawdown.quota.Packages;
import io.drawdown.usage.JobUsage;
import io.drawdown.usage.Jobs;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;

/** One job. Its name stands in the query, since it may hold any character, and not every one can stand in a path. */
@Route("usage/job")
@PermitAll
class JobView extends AccountPage implements HasDynamicTitle {

    static final String NAME = "name";

    private final Jobs jobs;
    private final Packages packages;
    private final Catalog catalog;
    private final Clock clock;
    private String title = "Job";

    JobView(CurrentAccount current, Jobs jobs, Packages packages, Catalog catalog, Clock clock) {
        super("Job", current);
        this.jobs = jobs;
        this.packages = packages;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public String getPageTitle() {
        return title + " · Drawdown";
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var name = entered.getLocation().getQueryParameters().getSingleParameter(NAME).orElse("");
        var job = jobs.get(account.code(), name);
        var names = CatalogNames.of(catalog);
        var now = clock.instant();
        title = job.job();
        header().setTitle(title);
        addComponentAsFirst(way());
        if (job.voided()) {
            add(new Notice(Notice.Tone.INFO, "All usage records of this job are voided: what packages had given was given back, "
                            + "and nothing of it is charged.")
                    .lead("Voided"));
        }
        var columns = new Div(payment(job), facts(job, account, names, now));
        columns.addClassName("halves");
        add(columns, pieces(account, job, names, now));
    }

    private Nav way() {
        var list = new RouterLink("Usage", UsageView.class);
        list.setQueryParameters(sameAccount());
        var way = new Nav(list);
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }

    private static Card payment(JobUsage job) {
        return new Card(
                "How it was paid",
                new PaidBar(job.deductedNodeSeconds(), job.chargedNodeSeconds()),
                new Facts()
                        .fact("Node-hours", Format.hours(job.nodeSeconds()))
                        .fact("Pay-per-use", new Strong(Format.money(job.charged()))));
    }

    private static Card facts(JobUsage job, Account account, CatalogNames names, Instant now) {
        return new Card("About this job", new Facts()
                .fact("Specification", JobWords.specifications(job, names))
                .fact("Region", JobWords.regions(job) + ", " + JobWords.pools(job))
                .fact("Activity", JobWords.activities(job))
                .fact("Nodes", Format.count(job.nodes()))
                .fact("First start", When.at(job.startedAt(), account.zone(), now))
                .fact("Last end", When.at(job.endedAt(), account.zone(), now))
                .fact("Time", Format.duration(job.running())));
    }

    private Card pieces(Account account, JobUsage job, CatalogNames names, Instant now) {
        var pieces = new Pieces(jobs.pieces(account.code(), job.job()), packages, account.code());
        var count = pieces.count();
        if (count == 0) {
            return new Card("Piece by piece", new EmptyState("Nothing to pay", "The job ended as soon as it had started."));
        }
        return new Card("Piece by piece", new PieceTable(pieces, count, names, sameAccount(), account.zone(), now))
                .subtitle(Format.count(count) + " in all");
    }
}
