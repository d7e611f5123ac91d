package io.drawdown.console.frame.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Page;
import org.jspecify.annotations.Nullable;

/**
 * A page about one account: the customer's own, or the one that staff have chosen and {@code ?account=} in the
 * address names. Staff are asked to choose an account if they haven't. A user who may not see the account gets "not
 * found".
 */
public abstract class AccountPage extends Page implements PageOfAccount, BeforeEnterObserver, AfterNavigationObserver {

    /** The parameter that names the account in an address, for staff. */
    public static final String ACCOUNT = "account";

    private final CurrentAccount currentAccount;
    private @Nullable AccountBanner banner;

    /** Creates a page with a title. Its content is added once the account is known. */
    protected AccountPage(String title, CurrentAccount currentAccount) {
        super(title);
        this.currentAccount = currentAccount;
    }

    /**
     * Fills the page, which contains only its header, each time it is entered. If a service doesn't find something,
     * the "not found" page is shown.
     */
    protected abstract void show(Account account, BeforeEnterEvent entered);

    @Override
    public final void beforeEnter(BeforeEnterEvent entered) {
        try {
            entered.getLocation()
                    .getQueryParameters()
                    .getSingleParameter(ACCOUNT)
                    .ifPresent(this::chooseAccount);
            banner = currentAccount.isChosenByStaff()
                    ? currentAccount
                            .get()
                            .map(account -> new AccountBanner(account, currentAccount.mayChange()))
                            .orElse(null)
                    : null;
            clear();
            currentAccount.get().ifPresentOrElse(account -> show(account, entered), this::askForAccount);
            showBanner();
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
    }

    @Override
    public final void afterNavigation(AfterNavigationEvent event) {
        var location = event.getLocation();
        if (currentAccount.isChosenByStaff()
                && !location.getQueryParameters().getParameters().containsKey(ACCOUNT)) {
            currentAccount.get().ifPresent(account -> replaceAddress(location, account));
        }
    }

    /** Returns the address of the page about an account, for staff. */
    public static String accountAddress(String code) {
        return "accounts/" + code;
    }

    @Override
    protected final void clear() {
        super.clear();
        showBanner();
    }

    /** Returns the parameters that keep the account in an address; none for a customer, who has only one account. */
    protected final QueryParameters accountParameters() {
        return currentAccount.accountParameters();
    }

    private void showBanner() {
        if (banner != null) {
            addComponentAsFirst(banner);
        }
    }

    private void chooseAccount(String code) {
        if (currentAccount.isChosenByStaff()) {
            currentAccount.choose(code);
        } else if (currentAccount.get().filter(own -> own.code().equals(code)).isEmpty()) {
            throw new NotFoundException();
        }
    }

    private void askForAccount() {
        add(new EmptyState(
                "Choose an account",
                "Choose an account here, or at any time at the top of the page.",
                new AccountPicker(currentAccount)));
    }

    private static void replaceAddress(Location location, Account account) {
        var parameters = location.getQueryParameters().merging(ACCOUNT, account.code());
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(location.getPath(), parameters));
    }
}
