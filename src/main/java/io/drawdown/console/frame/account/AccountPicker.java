package io.drawdown.console.frame.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;

/** Lets staff choose the account to look at. */
public class AccountPicker extends AccountField {

    public AccountPicker(CurrentAccount current) {
        super(current.choices());
        addClassName("account-picker");
        setLabel(null);
        setAriaLabel("Account");
        setPlaceholder("Choose an account");
        current.get().map(AccountChoice::of).ifPresent(this::setValue);
        addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                current.choose(change.getValue().code());
                open(change.getValue().code());
            }
        });
    }

    // What follows the first part of the path, such as a package's number, belongs to the account that was shown
    // before.
    private static void open(String account) {
        var page = UI.getCurrent().getActiveViewLocation().getFirstSegment();
        if (page.equals("accounts")) {
            UI.getCurrent().navigate(AccountPage.accountAddress(account));
        } else {
            UI.getCurrent().navigate(page, QueryParameters.of(AccountPage.ACCOUNT, account));
        }
    }
}
