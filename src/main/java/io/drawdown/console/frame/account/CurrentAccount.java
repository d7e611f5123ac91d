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
 * The account that the console shows: a customer's own, or the one that an admin or support person has chosen. Each
 * window keeps its choice; a new one starts from the latest choice of the session.
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

    /** The account; nothing while staff haven't chosen one. */
    public Optional<Account> get() {
        var own = access.caller().account();
        var code = own != null ? own : chosenCode();
        return Optional.ofNullable(code).map(access::requireRead);
    }

    /** Whether the person may buy and change things of the account (R23). */
    public boolean mayChange() {
        return access.caller().role() != Role.SUPPORT;
    }

    /** Whether the person is an admin. */
    public boolean isAdmin() {
        return access.caller().role() == Role.ADMIN;
    }

    /** Whether the person looks at accounts that are not their own, and so chooses one. */
    public boolean isChosenByStaff() {
        return access.caller().account() == null;
    }

    /** The parameters of an address that shows the same account: none for a customer, whose account goes without saying. */
    public QueryParameters accountParameters() {
        return isChosenByStaff()
                ? get().map(account -> QueryParameters.of(AccountPage.ACCOUNT, account.code()))
                        .orElse(QueryParameters.empty())
                : QueryParameters.empty();
    }

    /** Chooses the account to look at; @throws ProblemException if the person may not see it. */
    public void choose(String code) {
        var account = access.requireRead(code);
        ComponentUtil.setData(UI.getCurrent(), CHOSEN, account.code());
        VaadinSession.getCurrent().setAttribute(CHOSEN, account.code());
    }

    /** What staff can choose from. */
    AccountChoices choices() {
        return choices;
    }

    private static @Nullable String chosenCode() {
        var here = (String) ComponentUtil.getData(UI.getCurrent(), CHOSEN);
        return here != null ? here : (String) VaadinSession.getCurrent().getAttribute(CHOSEN);
    }
}
