package io.drawdown.console.frame.account;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The accounts that staff can choose from. Fields read only those in view. */
@Component
public class AccountChoices {

    private final Access access;
    private final Accounts accounts;

    AccountChoices(Access access, Accounts accounts) {
        this.access = access;
        this.accounts = accounts;
    }

    /** Returns the accounts that match the words; all accounts if there are none. */
    public Listing<AccountChoice> search(@Nullable String words) {
        return accounts.search(words).map(found -> AccountChoice.of(found.account()));
    }

    /** Returns the account with a code, for admins. If it doesn't exist, the label is the code. */
    public AccountChoice find(String code) {
        try {
            return AccountChoice.of(access.requireAdminOf(code));
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                return new AccountChoice(code, code);
            }
            throw problem;
        }
    }
}
