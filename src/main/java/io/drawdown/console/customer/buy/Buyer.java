package io.drawdown.console.customer.buy;

import io.drawdown.account.model.Account;

/**
 * The account that buys and the rights of the signed-in user.
 *
 * @param mayBuy whether the user may buy for the account (R23)
 * @param isStaff whether the account is not the user's own
 */
record Buyer(Account account, boolean mayBuy, boolean isStaff) {

    String subject() {
        return isStaff ? "the account" : "you";
    }

    String possessive() {
        return isStaff ? "its" : "your";
    }
}
