package io.drawdown.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.Account;
import org.springframework.data.domain.Sort;

/** Lets staff choose the account to look at, by what it is found by: its name, its code, a user's name or an order's number. */
class AccountPicker extends ComboBox<Account> {

    AccountPicker(CurrentAccount current) {
        addClassName("account-picker");
        setAriaLabel("Account");
        setPlaceholder("Choose an account");
        setItems(
                query -> current.choices(query.getFilter().orElse(null)).rows(query.getOffset(), query.getLimit(), Sort.unsorted()).stream(),
                query -> Math.toIntExact(current.choices(query.getFilter().orElse(null)).count()));
        getLazyDataView().setIdentifierProvider(Account::code);
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
        if (page.equals("accounts")) {
            UI.getCurrent().navigate(AccountPage.aboutAccount(account.code()));
        } else {
            UI.getCurrent().navigate(page, QueryParameters.of(AccountPage.ACCOUNT, account.code()));
        }
    }
}
