package io.drawdown.console.overview;

import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.PermitAll;

@Route("")
@PageTitle("Overview · Drawdown")
@Menu(title = "Overview", order = 0)
@PermitAll
class OverviewView extends Page {

    OverviewView() {
        super("Overview");
        add(new EmptyState("No packages yet", "What remains of your packages will show here."));
    }
}
