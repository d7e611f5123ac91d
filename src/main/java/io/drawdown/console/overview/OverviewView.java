package io.drawdown.console.overview;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.components.EmptyState;
import jakarta.annotation.security.PermitAll;

@Route("")
@PageTitle("Overview · Drawdown")
@Menu(title = "Overview", order = 0)
@PermitAll
class OverviewView extends AccountPage {

    OverviewView(CurrentAccount current) {
        super("Overview", current);
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        add(new EmptyState("No packages yet", "What remains of your packages will show here."));
    }
}
