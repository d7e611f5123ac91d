package io.drawdown.console;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The accounts that staff choose from, of which fields read those in view. */
@Component
public class AccountChoices {

    private final Access access;
    private final Accounts accounts;

    AccountChoices(Access access, Accounts accounts) {
        this.access = access;
        this.accounts = accounts;
    }

    /** What is found by these words; all accounts if there are none. */
    public Listing<AccountChoice> like(@Nullable String words) {
        return accounts.find(words).map(found -> AccountChoice.of(found.account()));
    }

    /** The account of this code, for admins; the code by itself where there is no such account. */
    public AccountChoice of(String code) {
        try {
            return AccountChoice.of(access.asAdmin(code));
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                return new AccountChoice(code, code);
            }
            throw problem;
        }
    }
}
