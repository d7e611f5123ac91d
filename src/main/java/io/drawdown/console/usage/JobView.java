package io.drawdown.console.usage;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.Account;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.AccountPage;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.LiveFigures;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.ListCard;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Patch;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import io.drawdown.quota.Packages;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.JobUsage;
import io.drawdown.usage.Jobs;
import io.drawdown.usage.Runs;
import io.drawdown.usage.UsagePiece;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;

/** One job. Its name stands in the query, since it may hold any character, and not every one can stand in a path. */
@Route("usage/job")
@PermitAll
class JobView extends AccountPage implements HasDynamicTitle {

    static final String NAME = "name";

    private final CurrentAccount current;
    private final Jobs jobs;
    private final Runs runs;
    private final Corrections corrections;
    private final Packages packages;
    private final Catalog catalog;
    private final LiveFigures figures;
    private final Clock clock;
    private String title = "Job";

    JobView(
            CurrentAccount current,
            Jobs jobs,
            Runs runs,
            Corrections corrections,
            Packages packages,
            Catalog catalog,
            LiveFigures figures,
            Clock clock) {
        super("Job", current);
        this.current = current;
        this.jobs = jobs;
        this.runs = runs;
        this.corrections = corrections;
        this.figures = figures;
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
        var name = entered.getLocation()
                .getQueryParameters()
                .getSingleParameter(NAME)
                .orElse("");
        var job = jobs.get(account.code(), name);
        var names = CatalogNames.of(catalog);
        var now = clock.instant();
        title = job.job();
        header().setTitle(title);
        addComponentAsFirst(way());
        if (current.isAdmin() && corrections.voided(account.code(), name).count() > 0) {
            var settleAgain =
                    new Anchor(Address.of("settle-again", sameAccount().merging("job", name)), "Settle again");
            add(new Notice(
                            Notice.Tone.INFO,
                            "What was voided of this job gave quota back, by which later charges of the account could be covered.")
                    .unannounced()
                    .action(settleAgain));
        }
        if (job.voided()) {
            add(new Notice(
                            Notice.Tone.INFO,
                            "All usage records of this job are voided: what packages had given was given back, "
                                    + "and nothing of it is charged.")
                    .lead("Voided"));
        }
        var paying = new PayingPackages(packages, account.code(), sameAccount());
        var payment = payment(job, paying);
        var facts = facts(job, account, names, now);
        var columns = new Div(payment, facts);
        columns.addClassName("halves");
        var pieces = pieces(account, job, names, now);
        add(columns, pieces);
        var told = runs.list(account.code(), null, job.job());
        var starts = new ListCard<>(
                "Starts and stops",
                told,
                new EmptyState("None", "This job was reported when it had ended."),
                count -> new RunTable(told, count, account.zone(), now));
        starts.setVisible(told.count() > 0);
        add(starts);
        figures.watch(payment, account.code(), happened -> {
            var changed = jobs.get(account.code(), job.job());
            Patch.apply(payment, payment(changed, paying));
            Patch.apply(facts, facts(changed, account, names, clock.instant()));
            if (happened) {
                pieces.refresh();
                starts.refresh();
            }
        });
    }

    private Nav way() {
        var list = new RouterLink("Usage", UsageView.class);
        list.setQueryParameters(sameAccount());
        var way = new Nav(list);
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }

    private static Card payment(JobUsage job, PayingPackages paying) {
        var soFar = job.now() == null ? "" : " so far";
        var facts = new Facts()
                .fact("Node-hours" + soFar, Format.hours(job.nodeSeconds()))
                .fact("Pay-per-use" + soFar, new Strong(Format.money(job.charged())));
        if (job.now() != null) {
            facts.fact("Now paid by", paying.links(job.now()));
        }
        return new Card(
                job.now() == null ? "How it was paid" : "How it is being paid",
                new PaidBar(job.deductedNodeSeconds(), job.chargedNodeSeconds()),
                facts);
    }

    private static Card facts(JobUsage job, Account account, CatalogNames names, Instant now) {
        var facts = new Facts()
                .fact("Specification", JobWords.specifications(job, names))
                .fact("Region", JobWords.regions(job) + ", " + JobWords.pools(job))
                .fact("Activity", JobWords.activities(job));
        if (job.now() == null) {
            facts.fact("Nodes", Format.count(job.nodes()))
                    .fact("First start", When.at(job.startedAt(), account.zone(), now))
                    .fact("Last end", When.at(job.endedAt(), account.zone(), now));
        } else {
            facts.fact("Nodes now", Format.count(job.now().nodes()));
            if (!job.startedAt().equals(job.now().since())) {
                facts.fact("First start", When.at(job.startedAt(), account.zone(), now));
            }
            facts.fact("Running since", When.at(job.now().since(), account.zone(), now));
        }
        return new Card("About this job", facts.fact("Time", Format.duration(job.running())))
                .aside(JobWords.state(job));
    }

    private ListCard<UsagePiece> pieces(Account account, JobUsage job, CatalogNames names, Instant now) {
        var pieces = new Pieces(jobs.pieces(account.code(), job.job()), packages, account.code());
        var nothing = job.now() == null
                ? new EmptyState("Nothing to pay", "The job ended as soon as it had started.")
                : new EmptyState(
                        "Nothing settled yet",
                        "What a running job uses is settled every hour, and whenever a package begins, "
                                + "expires or is used up. What it has used up to now is above.");
        return new ListCard<>(
                "Piece by piece",
                pieces,
                nothing,
                count -> new PieceTable(pieces, count, names, sameAccount(), account.zone(), now));
    }
}
