package io.drawdown.console;

import com.vaadin.flow.server.VaadinSession;
import io.drawdown.account.Access;
import io.drawdown.account.Account;
import io.drawdown.base.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The account that the console shows: a customer's own, or the one that an admin or support person has chosen. */
@Component
public class CurrentAccount {

    private static final String CHOSEN = CurrentAccount.class.getName();

    private final Access access;

    CurrentAccount(Access access) {
        this.access = access;
    }

    /** The account; nothing while staff haven't chosen one. */
    public Optional<Account> get() {
        var own = access.caller().account();
        var code = own != null ? own : (String) VaadinSession.getCurrent().getAttribute(CHOSEN);
        return Optional.ofNullable(code).map(access::toRead);
    }

    /** Chooses the account to look at; @throws ProblemException if the person may not see it. */
    public void choose(String code) {
        VaadinSession.getCurrent().setAttribute(CHOSEN, access.toRead(code).code());
    }
}
