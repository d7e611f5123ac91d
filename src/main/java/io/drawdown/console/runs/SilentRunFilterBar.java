package io.drawdown.console.runs;

import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.AccountField;
import io.drawdown.console.components.FilterBar;
import io.drawdown.usage.SilentRunFilter;

/** What narrows the list of silent runs, and how many are left. */
class SilentRunFilterBar extends FilterBar {

    /** Learns of a changed filter, and whether it changed by typing. */
    interface Listener {
        void filtered(SilentRunFilter filter, boolean typing);
    }

    private final TextField search = new TextField("Job");
    private final AccountField account;

    SilentRunFilterBar(AccountChoices accounts, Listener listener) {
        super("run", "runs");
        searching(search, "Name of a job");
        account = new AccountField(accounts);
        choosing(account);
        onChange(() -> listener.filtered(filter(), true), search);
        onChange(() -> listener.filtered(filter(), false), account);
        add(search, account);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(SilentRunFilter filter) {
        search.setValue(filter.text() == null ? "" : filter.text());
        account.choose(filter.account());
    }

    private SilentRunFilter filter() {
        var text = search.getValue().strip();
        return new SilentRunFilter(text.isEmpty() ? null : text, account.code());
    }
}
