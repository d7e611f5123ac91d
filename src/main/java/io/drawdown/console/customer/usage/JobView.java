package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Account;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.ComponentPatch;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.ListCard;
import io.drawdown.console.components.list.SettlementList;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.LiveUpdates;
import io.drawdown.quota.Packages;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.Jobs;
import io.drawdown.usage.Runs;
import io.drawdown.usage.history.JobUsage;
import io.drawdown.usage.history.UsagePiece;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;

/** The page of one job. Its name is a query parameter, because it may contain characters that a path can't. */
@Route("usage/job")
@PermitAll
class JobView extends AccountPage implements HasDynamicTitle {

    static final String NAME = "name";

    private final CurrentAccount currentAccount;
    private final Jobs jobs;
    private final Runs runs;
    private final Corrections corrections;
    private final Packages packages;
    private final CatalogNamesLoader catalogNames;
    private final LiveUpdates liveUpdates;
    private final Clock clock;
    private String title = "Job";

    JobView(
            CurrentAccount currentAccount,
            Jobs jobs,
            Runs runs,
            Corrections corrections,
            Packages packages,
            CatalogNamesLoader catalogNames,
            LiveUpdates liveUpdates,
            Clock clock) {
        super("Job", currentAccount);
        this.currentAccount = currentAccount;
        this.jobs = jobs;
        this.runs = runs;
        this.corrections = corrections;
        this.liveUpdates = liveUpdates;
        this.packages = packages;
        this.catalogNames = catalogNames;
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
        var names = catalogNames.load();
        var now = clock.instant();
        title = job.job();
        header().setTitle(title);
        addComponentAsFirst(breadcrumb());
        if (currentAccount.isAdmin()
                && corrections.listVoided(account.code(), name).count() > 0) {
            var settleAgain = new Anchor(
                    PageAddress.of("recharge-after-void", accountParameters().merging("job", name)),
                    "Recharge After a Void");
            add(new Notice(
                            Notice.Tone.INFO,
                            "Voided usage of this job returned quota that could cover later charges of the account.")
                    .unannounced()
                    .action(settleAgain));
        }
        if (job.voided()) {
            add(new Notice(
                            Notice.Tone.INFO,
                            "All usage records of this job are voided: packages got their quota back, and nothing is"
                                    + " charged.")
                    .lead("Voided"));
        }
        var paying = new RunningJobPackages(packages, account.code(), accountParameters());
        var payment = paymentCard(job, paying);
        var facts = factsCard(job, account, names, now);
        var columns = new Div(payment, facts);
        columns.addClassName("halves");
        var list = new SettlementList<>(
                "usage/job",
                entered.getLocation().getQueryParameters(),
                () -> jobs.listMergedPieces(account.code(), name),
                () -> jobs.listPieces(account.code(), name));
        var pieces = piecesCard(account, job, list, names, now);
        header().setActions(new LinkButton(UsagePieceExport.create(() -> list, job.job(), account), "Export CSV"));
        add(columns, pieces);
        var told = runs.list(account.code(), null, job.job());
        var starts = new ListCard<>(
                "Starts and stops",
                told,
                new EmptyState("None", "This job was reported after it had ended."),
                count -> new RunGrid(told, count, account.zone(), now));
        starts.setVisible(told.count() > 0);
        add(starts);
        liveUpdates.watch(payment, account.code(), happened -> {
            var changed = jobs.get(account.code(), job.job());
            ComponentPatch.apply(payment, paymentCard(changed, paying));
            ComponentPatch.apply(facts, factsCard(changed, account, names, clock.instant()));
            if (happened) {
                pieces.refresh();
                starts.refresh();
            }
        });
    }

    private Nav breadcrumb() {
        var list = new RouterLink("Usage", UsageView.class);
        list.setQueryParameters(accountParameters());
        var way = new Nav(list);
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }

    private static Card paymentCard(JobUsage job, RunningJobPackages paying) {
        var soFar = job.currentRun() == null ? "" : " so far";
        var factList = new FactList()
                .fact("Node-hours" + soFar, Format.hours(job.nodeSeconds()))
                .fact("Pay-per-use" + soFar, new StrongText(Format.money(job.charged())));
        if (job.currentRun() != null) {
            factList.fact("Now paid by", paying.packageLinks(job.currentRun()));
        }
        return new Card("Payment", new PaymentBar(job.deductedNodeSeconds(), job.chargedNodeSeconds()), factList);
    }

    private static Card factsCard(JobUsage job, Account account, CatalogNames names, Instant now) {
        var factList = new FactList()
                .fact("Specification", JobLabels.specificationsText(job, names))
                .fact("Region", JobLabels.regionsText(job) + ", " + JobLabels.poolsText(job))
                .fact("Activity", JobLabels.activitiesText(job));
        if (job.currentRun() == null) {
            factList.fact("Nodes", Format.count(job.nodes()))
                    .fact("First start", InstantText.at(job.startedAt(), account.zone(), now))
                    .fact("Last end", InstantText.at(job.endedAt(), account.zone(), now));
        } else {
            factList.fact("Nodes now", Format.count(job.currentRun().nodes()));
            if (!job.startedAt().equals(job.currentRun().startedAt())) {
                factList.fact("First start", InstantText.at(job.startedAt(), account.zone(), now));
            }
            factList.fact("Running since", InstantText.at(job.currentRun().startedAt(), account.zone(), now));
        }
        return new Card("About this job", factList.fact("Time", Format.duration(job.runTime())))
                .aside(JobLabels.stateBadge(job));
    }

    private ListCard<UsagePiece> piecesCard(
            Account account, JobUsage job, SettlementList<UsagePiece> list, CatalogNames names, Instant now) {
        var usagePieces = new UsagePieces(list, packages, account.code());
        var nothing = job.currentRun() == null
                ? new EmptyState("Nothing to pay", "The job ended as soon as it had started.")
                : new EmptyState(
                        "Nothing settled yet",
                        "A running job is settled every hour, and whenever a package takes effect, expires or is used"
                                + " up. Its usage so far is shown above.");
        var card = new ListCard<>(
                "Breakdown",
                usagePieces,
                nothing,
                count -> new UsagePieceGrid(usagePieces, count, names, accountParameters(), account.zone(), now));
        card.aside(list.toggle(card::refresh));
        return card;
    }
}
