package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountMatch;
import io.drawdown.base.sql.Listing;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.CurrentAccount;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.domain.Sort;

/** The page on which staff search all accounts. */
@Route(AccountsView.PATH)
@PageTitle("Accounts · Drawdown")
@Menu(title = "Accounts", order = 30)
@RolesAllowed({"ADMIN", "SUPPORT"})
class AccountsView extends ListPage<AccountMatch> {

    static final String PATH = "accounts";

    private static final int MAX_SIMILAR = 50;

    private final Accounts accounts;
    private final ListPrices listPrices;
    private final Offers offers;
    private final Clock clock;
    private final boolean mayOpen;
    private final Filter<String> search;

    AccountsView(Accounts accounts, ListPrices listPrices, Offers offers, CurrentAccount current, Clock clock) {
        super("Accounts", PATH, "account", "accounts");
        this.accounts = accounts;
        this.listPrices = listPrices;
        this.offers = offers;
        this.clock = clock;
        mayOpen = current.mayChange();
        if (mayOpen) {
            header().setActions(openAccountButton());
        }
        filters().addClassName("account-filters");
        search = filters().search("q", "Find", "Name, code, user or order number");
        filters().focusFirst();
    }

    @Override
    protected Listing<AccountMatch> rows() {
        return accounts.search(search.value());
    }

    @Override
    protected AccountGrid grid() {
        return new AccountGrid(search.value() != null);
    }

    @Override
    protected EmptyState nothingYet() {
        return mayOpen
                ? new EmptyState(
                        "No accounts yet",
                        "An account is a customer: an organisation that buys packages and runs jobs. Open the first"
                                + " one above.")
                : new EmptyState(
                        "No accounts yet", "Customers are listed here once an admin has opened accounts for them.");
    }

    private Button openAccountButton() {
        var open = new Button(
                "New account …",
                click -> AccountDialog.forNewAccount(
                                CurrencyField.inUse(offers, listPrices),
                                clock.instant(),
                                this::findSimilar,
                                this::openAccount)
                        .open());
        open.addThemeVariants(ButtonVariant.PRIMARY);
        return open;
    }

    private List<Account> findSimilar(Account entered) {
        return Stream.of(entered.code(), entered.name())
                .filter(words -> !words.isBlank())
                .flatMap(words -> accounts.search(words).rows(0, MAX_SIMILAR, Sort.unsorted()).stream())
                .map(AccountMatch::account)
                .toList();
    }

    private void openAccount(Account account) {
        accounts.open(account);
        UI.getCurrent().navigate(AccountView.class, AccountView.parameters(account.code()));
    }
}
