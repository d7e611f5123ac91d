package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.components.list.FilterBar;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The search field of the accounts, with the number of accounts found. */
class AccountFilterBar extends FilterBar {

    private final TextField search = new TextField("Find");

    /** Creates a bar that passes on the search text, or null for all accounts. */
    AccountFilterBar(Consumer<@Nullable String> looked) {
        super("account", "accounts");
        addClassName("account-filters");
        setUpSearch(search, "Name, code, user or order number");
        onChange(() -> looked.accept(searchText()), search);
        add(search);
        addCount();
    }

    /** Shows a search text without notifying the listener. */
    void show(@Nullable String words) {
        show(search, words);
    }

    /** Moves the keyboard focus to the search field. */
    void focus() {
        search.focus();
    }

    private @Nullable String searchText() {
        return text(search);
    }
}
