package io.drawdown.console.admin.runs;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.usage.Runs;
import io.drawdown.usage.runs.SilentRun;
import io.drawdown.usage.runs.SilentRunFilter;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route(SilentRunsView.ADDRESS)
@PageTitle("Jobs Without a Stop · Drawdown")
@Menu(title = "Jobs Without a Stop", order = 51)
@RolesAllowed("ADMIN")
class SilentRunsView extends ListPage<SilentRun> {

    static final String ADDRESS = "jobs-without-stop";

    private final Runs runs;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;
    private final Filter<String> job;
    private final Filter<String> account;

    SilentRunsView(Runs runs, AccountChoices accounts, CatalogNamesLoader catalogNames, Clock clock) {
        super("Jobs Without a Stop", ADDRESS, "job", "jobs");
        this.runs = runs;
        this.catalogNames = catalogNames;
        this.clock = clock;
        job = filters().search("job", "Job", "Name of a job");
        account = AccountField.filter(filters(), accounts);
        header().setActions(new Button("Refresh", click -> showList()));
        explainRows("Jobs that have reported nothing for " + silence()
                + ", not even a stop. They use up packages or cost money until you say when they stopped.");
    }

    @Override
    protected Listing<SilentRun> rows() {
        return runs.listSilent(new SilentRunFilter(job.value(), account.value()));
    }

    @Override
    protected SilentRunGrid grid() {
        return new SilentRunGrid(catalogNames.load(), this::openStopDialog, clock.instant());
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No jobs without a stop",
                "Running jobs that have reported nothing for " + silence()
                        + " are listed here, so that you can say when they stopped.");
    }

    private String silence() {
        return "three times the interval that their start announced, or without one for "
                + Format.duration(runs.silentAfter());
    }

    private void openStopDialog(SilentRun run) {
        new StopRunDialog(run, instant -> runs.stop(run.account(), run.id(), instant), this::onStopped, clock).open();
    }

    private void onStopped(Notice notice) {
        showNotice(notice);
        showList();
    }
}
