package io.drawdown.console.packages;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.components.EmptyState;
import jakarta.annotation.security.PermitAll;

@Route("packages")
@PageTitle("Resource Packages · Drawdown")
@Menu(title = "Resource Packages", order = 10)
@PermitAll
class PackagesView extends AccountPage {

    PackagesView(CurrentAccount current) {
        super("Resource Packages", current);
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        add(new EmptyState("No packages yet", "The packages you buy will be listed here."));
    }
}
