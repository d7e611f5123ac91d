package io.drawdown.console.packages;

import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.PermitAll;

@Route("packages")
@PageTitle("Resource Packages · Drawdown")
@Menu(title = "Resource Packages", order = 10)
@PermitAll
class PackagesView extends Page {

    PackagesView() {
        super("Resource Packages");
        add(new EmptyState("No packages yet", "The packages you buy will be listed here."));
    }
}
