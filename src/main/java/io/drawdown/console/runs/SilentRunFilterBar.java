package io.drawdown.console.runs;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Account;
import io.drawdown.console.components.FilterBar;
import io.drawdown.usage.SilentRunFilter;
import java.util.List;

/** What narrows the list of silent runs, and how many are left. */
class SilentRunFilterBar extends FilterBar {

    /** Learns of a changed filter, and whether it changed by typing. */
    interface Listener {
        void filtered(SilentRunFilter filter, boolean typing);
    }

    private final TextField search = new TextField("Job");
    private final ComboBox<String> account = new ComboBox<>("Account");

    SilentRunFilterBar(List<Account> accounts, Listener listener) {
        super("run", "runs");
        searching(search, "Name of a job");
        account.setItems(accounts.stream().map(Account::code).toList());
        choosing(account);
        onChange(() -> listener.filtered(filter(), true), search);
        onChange(() -> listener.filtered(filter(), false), account);
        add(search, account);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(SilentRunFilter filter) {
        search.setValue(filter.text() == null ? "" : filter.text());
        account.setValue(filter.account());
    }

    private SilentRunFilter filter() {
        var text = search.getValue().strip();
        return new SilentRunFilter(text.isEmpty() ? null : text, account.getValue());
    }
}
