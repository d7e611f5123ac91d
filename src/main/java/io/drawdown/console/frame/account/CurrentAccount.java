package io.drawdown.console.frame.account;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import io.drawdown.account.Access;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The account that the console shows: a customer's own, or the one that an admin or support user has chosen. Each
 * window keeps its choice. A new window starts with the latest choice of the session.
 */
@Component
public class CurrentAccount {

    private static final String CHOSEN = CurrentAccount.class.getName();

    private final Access access;
    private final AccountChoices choices;

    CurrentAccount(Access access, AccountChoices choices) {
        this.access = access;
        this.choices = choices;
    }

    /** Returns the account; empty until staff have chosen one. */
    public Optional<Account> get() {
        var own = access.caller().account();
        var code = own != null ? own : chosenCode();
        return Optional.ofNullable(code).map(access::requireRead);
    }

    /** Returns whether the user may buy for the account and change it (R23). */
    public boolean mayChange() {
        return access.caller().role() != Role.SUPPORT;
    }

    /** Returns whether the user is an admin. */
    public boolean isAdmin() {
        return access.caller().role() == Role.ADMIN;
    }

    /** Returns whether the user is staff, who choose the account that they view. */
    public boolean isChosenByStaff() {
        return access.caller().account() == null;
    }

    /** Returns the parameters that keep the account in an address; none for a customer, who has only one account. */
    public QueryParameters accountParameters() {
        return isChosenByStaff()
                ? get().map(account -> QueryParameters.of(AccountPage.ACCOUNT, account.code()))
                        .orElse(QueryParameters.empty())
                : QueryParameters.empty();
    }

    /**
     * Chooses the account to view.
     *
     * @throws ProblemException if the user may not see the account
     */
    public void choose(String code) {
        var account = access.requireRead(code);
        ComponentUtil.setData(UI.getCurrent(), CHOSEN, account.code());
        VaadinSession.getCurrent().setAttribute(CHOSEN, account.code());
    }

    /** Returns the accounts that staff can choose from. */
    AccountChoices choices() {
        return choices;
    }

    private static @Nullable String chosenCode() {
        var here = (String) ComponentUtil.getData(UI.getCurrent(), CHOSEN);
        return here != null ? here : (String) VaadinSession.getCurrent().getAttribute(CHOSEN);
    }
}
