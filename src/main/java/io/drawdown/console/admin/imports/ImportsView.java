package io.drawdown.console.admin.imports;

import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.live.PageRefresher;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.ImportFilter;
import io.drawdown.usage.imports.UsageImport;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page of imports, with their states and progress. */
@Route(ImportsView.ADDRESS)
@PageTitle("Imports · Drawdown")
@Menu(title = "Imports", order = 57)
@RolesAllowed("ADMIN")
class ImportsView extends ListPage<UsageImport> {

    static final String ADDRESS = "imports";

    private final UsageImports imports;
    private final Filter<String> name;
    private final Filter<UsageImport.State> state;
    private final ImportGrid grid;
    private boolean isEmpty = true;

    ImportsView(UsageImports imports, PageRefresher refresher, Clock clock) {
        super("Imports", ADDRESS, "import", "imports");
        this.imports = imports;
        name = filters().search("name", "Name", "Any part");
        state = filters().choice("state", "State", UsageImport.State.values(), ImportLabels::label);
        grid = new ImportGrid(clock.instant());
        explainRows("Histories of finished jobs from CSV, SWF and sacct files. An import can be tried before it counts,"
                + " and taken back afterwards.");
        header().setActions(new LinkButton(NewImportView.ADDRESS, "New import").primary());
        refresher.watch(this, this::refresh);
    }

    @Override
    protected Listing<UsageImport> rows() {
        return imports.list(new ImportFilter(state.value(), name.value()));
    }

    @Override
    protected ImportGrid grid() {
        return grid;
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "Nothing imported yet",
                "Upload a file of finished jobs, say what each row is for, and try it before it counts.");
    }

    @Override
    protected void onShown(long count) {
        isEmpty = count == 0;
    }

    /** Shows the progress of imports, and those that were started meanwhile. */
    void refresh() {
        if (isEmpty) {
            if (rows().count() > 0) {
                showList();
            }
        } else if (grid.rowsInView().stream().map(UsageImport::state).anyMatch(UsageImport.State::isActive)) {
            refreshList();
        }
    }
}
