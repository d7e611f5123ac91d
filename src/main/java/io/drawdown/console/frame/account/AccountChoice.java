package io.drawdown.console.frame.account;

import io.drawdown.account.model.Account;

/**
 * An account as a choice in a field.
 *
 * @param code the account's code, which is also the label if the account doesn't exist
 */
public record AccountChoice(String code, String label) {

    static AccountChoice of(Account account) {
        return new AccountChoice(account.code(), account.name() + " (" + account.code() + ")");
    }
}
