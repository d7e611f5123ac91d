package io.drawdown.console.frame.account;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.model.Account;
import io.drawdown.console.components.StrongText;

/**
 * The banner that shows staff whose account they are viewing and what they may do there, with a link to all accounts.
 */
public class AccountBanner extends Div {

    AccountBanner(Account account, boolean mayChange) {
        addClassNames("notice", "account-banner");
        var text = new Div(
                new Span("The account of "),
                new StrongText(account.name()),
                new Span(" (" + account.code() + "). "
                        + (mayChange
                                ? "You act for the customer: your changes are in the audit trail under your" + " name."
                                : "You see what the customer sees and can’t change anything. Each view is in"
                                        + " the audit trail.")));
        text.addClassName("text");
        var ways = new Div(
                new Anchor(AccountPage.accountAddress(account.code()), "About this account"),
                new Anchor("accounts", "All accounts"));
        ways.addClassName("ways");
        add(text, ways);
    }
}
