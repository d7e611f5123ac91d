package io.drawdown.console.frame.account;

import io.drawdown.account.model.Account;

/**
 * An account as a field shows it to choose from.
 *
 * @param code its code, which stands for itself where there is no such account
 */
public record AccountChoice(String code, String label) {

    static AccountChoice of(Account account) {
        return new AccountChoice(account.code(), account.name() + " (" + account.code() + ")");
    }
}
