package io.drawdown.console.admin.failing;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Notice.Tone;
import io.drawdown.console.components.Page;
import io.drawdown.quota.FailingAccounts;
import io.drawdown.quota.ledger.FailingAccount;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page of accounts whose due work fails, with the reasons. Admins retry here once the cause is fixed. */
@Route("failing-accounts")
@PageTitle("Failing Accounts · Drawdown")
@Menu(title = "Failing Accounts", order = 54)
@RolesAllowed("ADMIN")
class FailingAccountsView extends Page {

    private final FailingAccounts failing;
    private final Clock clock;
    private final Paragraph about = new Paragraph(
            "Background work for these accounts fails, such as settling their running jobs. Until the cause is fixed,"
                    + " nothing can be settled, bought or changed for them. Each account is retried automatically.");
    private final Div list = new Div();

    FailingAccountsView(FailingAccounts failing, Clock clock) {
        super("Failing Accounts");
        this.failing = failing;
        this.clock = clock;
        header().setActions(new Button("Refresh", click -> show()));
        about.addClassName("quiet");
        var content = new Div(about, list);
        content.addClassName("tab-content");
        add(content);
        show();
    }

    private void show() {
        var held = failing.list();
        var count = held.count();
        about.setVisible(count > 0);
        list.removeAll();
        if (count == 0) {
            list.add(new EmptyState(
                    "No failing accounts",
                    "Accounts whose running jobs, packages or messages can’t be brought up to date are listed"
                            + " here, with the reason."));
        } else {
            var table = new FailingAccountGrid(this::retry, clock.instant());
            table.show(held, count);
            list.add(table);
        }
    }

    private void retry(FailingAccount account) {
        try {
            showNotice(failing.tryNow(account.account())
                    .map(still -> new Notice(Tone.ERROR, account.account() + " still fails: " + still.reason()))
                    .orElseGet(() -> new Notice(Tone.SUCCESS, account.account() + " is up to date again.")));
        } catch (ProblemException refused) {
            if (refused.type() != ProblemType.NOT_FOUND) {
                throw refused;
            }
            showNotice(new Notice(Tone.INFO, account.account() + " is up to date again."));
        }
        show();
    }
}
