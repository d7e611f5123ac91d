package io.drawdown.console.admin.runs;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.usage.Runs;
import io.drawdown.usage.runs.WaitingStop;
import io.drawdown.usage.runs.WaitingStopFilter;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route("stops-without-start")
@PageTitle("Stops Without a Start · Drawdown")
@Menu(title = "Stops Without a Start", order = 51.5)
@RolesAllowed("ADMIN")
class WaitingStopsView extends ListPage<WaitingStop> {

    private final Runs runs;
    private final Clock clock;
    private final Filter<String> job;
    private final Filter<String> account;

    WaitingStopsView(Runs runs, AccountChoices accounts, Clock clock) {
        super("Stops Without a Start", "stops-without-start", "stop", "stops");
        this.runs = runs;
        this.clock = clock;
        job = filters().search("job", "Job", "Name of a job");
        account = AccountField.filter(filters(), accounts);
        header().setActions(new Button("Refresh", click -> showList()));
        explainRows("Jobs that were reported as stopped, but not as started. Nothing is"
                + " billed for them. The start was lost or not billed, or it comes later and then ends with this stop. A stop also waits"
                + " here if an earlier one has ended its run.");
    }

    @Override
    protected Listing<WaitingStop> rows() {
        return runs.listWaitingStops(new WaitingStopFilter(job.value(), account.value()));
    }

    @Override
    protected WaitingStopGrid grid() {
        return new WaitingStopGrid(clock.instant());
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No stops without a start",
                "A job that is reported as stopped before its start is known is listed here until the start comes.");
    }
}
