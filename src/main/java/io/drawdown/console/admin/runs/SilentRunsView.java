package io.drawdown.console.admin.runs;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.FilteredPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.usage.Runs;
import io.drawdown.usage.runs.SilentRun;
import io.drawdown.usage.runs.SilentRunFilter;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route("silent-runs")
@PageTitle("Silent Runs · Drawdown")
@Menu(title = "Silent Runs", order = 51)
@RolesAllowed("ADMIN")
class SilentRunsView extends FilteredPage<SilentRunFilter> {

    private static final String ADDRESS = "silent-runs";

    private final Runs runs;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;
    private final SilentRunFilterBar bar;
    private final Paragraph about = new Paragraph(
            "Jobs of which nothing was heard for " + Runs.SILENT_AFTER.toDays()
                    + " days, not even that they stopped. They use up packages, or cost money, until somebody says when they did.");
    private final Div list = new Div();

    SilentRunsView(Runs runs, AccountChoices accounts, CatalogNamesLoader catalogNames, Clock clock) {
        super(
                "Silent Runs",
                ADDRESS,
                SilentRunFilter.ALL,
                SilentRunFilterParameters::parse,
                SilentRunFilterParameters::toParameters);
        this.runs = runs;
        this.catalogNames = catalogNames;
        this.clock = clock;
        header().setActions(new Button("Refresh", click -> showList()));
        bar = new SilentRunFilterBar(accounts, this::applyFilter);
        about.addClassName("quiet");
        var content = new Div(about, bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void showFilter(SilentRunFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void showList() {
        var silent = runs.listSilent(filter());
        var count = silent.count();
        var nothing = count == 0 && isUnfiltered();
        about.setVisible(!nothing);
        bar.setVisible(!nothing);
        bar.setCount(count);
        list.removeAll();
        if (count == 0) {
            list.add(emptyState());
        } else {
            var table = new SilentRunGrid(catalogNames.load(), this::openStopDialog, clock.instant());
            table.show(silent, count);
            list.add(table);
        }
    }

    private void openStopDialog(SilentRun run) {
        new StopRunDialog(run, instant -> runs.stop(run.account(), run.id(), instant), this::onStopped, clock).open();
    }

    private void onStopped(Notice notice) {
        showNotice(notice);
        showList();
    }

    private EmptyState emptyState() {
        return isUnfiltered()
                ? new EmptyState(
                        "No silent runs",
                        "Jobs that run, and of which nothing was heard for " + Runs.SILENT_AFTER.toDays()
                                + " days, are listed here, so that you can say when they stopped.")
                : new EmptyState(
                        "Nothing matches",
                        "No silent run is like that. Change a filter, or show all again.",
                        new Button("Show all silent runs", click -> showAll()));
    }
}
