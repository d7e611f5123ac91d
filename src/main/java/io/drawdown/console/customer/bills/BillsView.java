package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.base.format.Format;
import io.drawdown.billing.Billing;
import io.drawdown.console.components.ComponentPatch;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicReference;

/** The page of an account's bill for a month (R18), with a list of all months. */
@Route(BillLinks.BILLS)
@Menu(title = "Bills", order = 11)
@PermitAll
class BillsView extends AccountPage implements HasDynamicTitle {

    private final Billing billing;
    private final CatalogNamesLoader catalogNames;
    private final LiveUpdates liveUpdates;
    private final Clock clock;
    private String title = "Bills";

    BillsView(
            CurrentAccount current,
            Billing billing,
            CatalogNamesLoader catalogNames,
            LiveUpdates liveUpdates,
            Clock clock) {
        super("Bills", current);
        this.billing = billing;
        this.catalogNames = catalogNames;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    @Override
    public String getPageTitle() {
        return title + " · Drawdown";
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var now = clock.instant();
        var current = account.monthOf(now);
        var asked = AddressParameters.month(entered.getLocation().getQueryParameters(), BillLinks.MONTH);
        var month = asked == null ? current : asked;
        title = "Bill of " + Format.month(month);
        header().setActions(new LinkButton(BillExport.create(billing, account, month), "Export CSV"));
        var links = new BillLinks(accountParameters());
        var names = catalogNames.load();
        var statement = new AtomicReference<>(billing.statement(account.code(), month));
        var bill = new BillCard(statement.get(), account, links, names, now);
        var credit = new Div();
        credit.addClassName("notices");
        showCredit(credit, account, current);
        var months = new StatementMonthGrid(billing.statements(account.code()), month, account.zone(), links, now);
        var columns = new Div(new Div(bill), new Div(credit, months.toCard()));
        columns.addClassName("main-and-aside");
        add(columns);
        liveUpdates.watch(bill, account.code(), happened -> {
            if (happened) {
                statement.set(billing.statement(account.code(), month));
                bill.refresh(statement.get(), clock.instant());
                showCredit(credit, account, account.monthOf(clock.instant()));
                months.refresh(billing.statements(account.code()));
            } else if (statement.get().runningNotYetBilled() != null) {
                bill.refreshFigures(
                        statement.get().withRunningNotYetBilled(billing.runningNotYetBilled(account.code())));
            }
        });
    }

    private void showCredit(Div credit, Account account, YearMonth current) {
        if (account.creditLimit() != null) {
            var spent = billing.statement(account.code(), current).total();
            var shown = new Div(new CreditLimitCard(account.creditLimit(), spent, current));
            shown.addClassName("notices");
            ComponentPatch.apply(credit, shown);
        }
    }
}
