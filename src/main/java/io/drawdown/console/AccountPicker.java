package io.drawdown.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.Account;

/** Lets staff choose the account to look at, by its name or code. */
class AccountPicker extends ComboBox<Account> {

    AccountPicker(CurrentAccount current) {
        addClassName("account-picker");
        setAriaLabel("Account");
        setPlaceholder("Choose an account");
        setItems(current.choices());
        setItemLabelGenerator(account -> account.name() + " (" + account.code() + ")");
        current.get().ifPresent(this::setValue);
        addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                current.choose(change.getValue().code());
                open(change.getValue());
            }
        });
    }

    // What follows the first part of the path, such as a package's number, belongs to the account that was shown before.
    private static void open(Account account) {
        var page = UI.getCurrent().getActiveViewLocation().getFirstSegment();
        UI.getCurrent().navigate(page, QueryParameters.of(AccountPage.ACCOUNT, account.code()));
    }
}
