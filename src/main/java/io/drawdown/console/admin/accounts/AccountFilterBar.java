package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.components.list.FilterBar;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What accounts are found by, and how many are. */
class AccountFilterBar extends FilterBar {

    private final TextField search = new TextField("Find");

    /** A bar that passes on what is looked for; null for everything. */
    AccountFilterBar(Consumer<@Nullable String> looked) {
        super("account", "accounts");
        addClassName("account-filters");
        setUpSearch(search, "Name, code, user or order number");
        onChange(() -> looked.accept(searchText()), search);
        add(search);
        addCount();
    }

    /** Shows what is looked for, without telling anybody. */
    void show(@Nullable String words) {
        show(search, words);
    }

    /** Puts the keyboard where one types. */
    void focus() {
        search.focus();
    }

    private @Nullable String searchText() {
        return text(search);
    }
}
