package io.drawdown.console.frame.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;

/** The field in which staff choose the account to view. */
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

    // Only the first segment of the path is kept. The rest, such as a package's number, belongs to the previous
    // account.
    private static void open(String account) {
        var page = UI.getCurrent().getActiveViewLocation().getFirstSegment();
        if (page.equals("accounts")) {
            UI.getCurrent().navigate(AccountPage.accountAddress(account));
        } else {
            UI.getCurrent().navigate(page, QueryParameters.of(AccountPage.ACCOUNT, account));
        }
    }
}
