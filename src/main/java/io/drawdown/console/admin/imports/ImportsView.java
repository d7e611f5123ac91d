package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Page;
import io.drawdown.console.frame.live.PageRefresher;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.UsageImport;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The page of imports, with their states and progress. */
@Route(ImportsView.ADDRESS)
@PageTitle("Imports · Drawdown")
@Menu(title = "Imports", order = 57)
@RolesAllowed("ADMIN")
class ImportsView extends Page {

    static final String ADDRESS = "imports";

    private final UsageImports imports;
    private final Clock clock;
    private final Div list = new Div();
    private @Nullable ImportGrid grid;

    ImportsView(UsageImports imports, PageRefresher refresher, Clock clock) {
        super("Imports", new LinkButton(NewImportView.ADDRESS, "New import").primary());
        this.imports = imports;
        this.clock = clock;
        var about = new Paragraph("Histories of finished jobs from CSV, SWF and sacct files. An import can be tried"
                + " before it counts, and taken back afterwards.");
        about.addClassName("quiet");
        var content = new Div(about, list);
        content.addClassName("tab-content");
        add(content);
        showList();
        refresher.watch(this, this::refresh);
    }

    private void showList() {
        var all = imports.list();
        var count = all.count();
        list.removeAll();
        grid = null;
        if (count == 0) {
            list.add(new EmptyState(
                    "Nothing imported yet",
                    "Upload a file of finished jobs, say what each row is for, and try it before it counts."));
            return;
        }
        grid = new ImportGrid(clock.instant());
        grid.show(all, count);
        list.add(grid);
    }

    /** Shows the progress of imports, and those that were started meanwhile. */
    void refresh() {
        var all = imports.list();
        if (grid == null) {
            if (all.count() > 0) {
                showList();
            }
        } else if (grid.rowsInView().stream().map(UsageImport::state).anyMatch(UsageImport.State::isActive)) {
            grid.refresh(all, all.count());
        }
    }
}
