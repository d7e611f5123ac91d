package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.frame.account.CurrentAccount;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The page on which staff search all accounts. */
@Route(AccountsView.PATH)
@PageTitle("Accounts · Drawdown")
@Menu(title = "Accounts", order = 30)
@RolesAllowed({"ADMIN", "SUPPORT"})
class AccountsView extends Page implements BeforeEnterObserver {

    static final String PATH = "accounts";

    private static final String SEARCH = "q";

    private final Accounts accounts;
    private final ListPrices listPrices;
    private final Offers offers;
    private final Clock clock;
    private final boolean mayOpen;
    private final AccountFilterBar bar = new AccountFilterBar(this::search);
    private final Div list = new Div();
    private @Nullable String searchText;

    AccountsView(Accounts accounts, ListPrices listPrices, Offers offers, CurrentAccount current, Clock clock) {
        super("Accounts");
        this.accounts = accounts;
        this.listPrices = listPrices;
        this.offers = offers;
        this.clock = clock;
        mayOpen = current.mayChange();
        if (mayOpen) {
            header().setActions(openAccountButton());
        }
        var content = new Div(bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        searchText = AddressParameters.text(entered.getLocation().getQueryParameters(), SEARCH);
        bar.show(searchText);
        show();
        bar.focus();
    }

    private void search(@Nullable String changed) {
        searchText = changed;
        PageAddress.replace(PATH, AddressParameters.with(QueryParameters.empty(), SEARCH, searchText));
        show();
    }

    private void show() {
        var found = accounts.search(searchText);
        var count = found.count();
        bar.setCount(count);
        bar.setVisible(count > 0 || searchText != null);
        list.removeAll();
        if (count == 0) {
            list.add(emptyState());
        } else {
            var table = new AccountGrid(searchText != null);
            table.show(found, count);
            list.add(table);
        }
    }

    private EmptyState emptyState() {
        if (searchText != null) {
            return new EmptyState(
                    "Nothing matches",
                    "No account’s name or code contains that, nor the name of a user, and no order has it as its whole number.",
                    new Button("Show all accounts", click -> showAll()));
        }
        return mayOpen
                ? new EmptyState(
                        "No accounts yet",
                        "An account is a customer: an organisation that buys packages and runs jobs. Open the first one above.")
                : new EmptyState(
                        "No accounts yet", "Customers are listed here once an admin has opened accounts for them.");
    }

    private void showAll() {
        bar.show(null);
        search(null);
    }

    private Button openAccountButton() {
        var open = new Button(
                "New account …",
                click -> AccountDialog.forNewAccount(
                                CurrencyField.inUse(offers, listPrices), clock.instant(), this::openAccount)
                        .open());
        open.addThemeVariants(ButtonVariant.PRIMARY);
        return open;
    }

    private void openAccount(Account account) {
        accounts.open(account);
        UI.getCurrent().navigate(AccountView.class, AccountView.parameters(account.code()));
    }
}
