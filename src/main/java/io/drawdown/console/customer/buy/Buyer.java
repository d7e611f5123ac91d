package io.drawdown.console.customer.buy;

import io.drawdown.account.model.Account;

/**
 * For whom the page is.
 *
 * @param mayBuy whether the person may buy for the account (R23)
 * @param isStaff whether the account is not the person's own
 */
record Buyer(Account account, boolean mayBuy, boolean isStaff) {

    String subject() {
        return isStaff ? "the account" : "you";
    }

    String possessive() {
        return isStaff ? "its" : "your";
    }
}
