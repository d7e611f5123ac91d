package io.drawdown.console.runs;

import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.AccountField;
import io.drawdown.console.components.FilterBar;
import io.drawdown.usage.SilentRunFilter;

/** What narrows the list of silent runs, and how many are left. */
class SilentRunFilterBar extends FilterBar {

    private final TextField search = new TextField("Job");
    private final AccountField account;

    SilentRunFilterBar(AccountChoices accounts, Listener<SilentRunFilter> listener) {
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
        show(search, filter.text());
        account.choose(filter.account());
    }

    private SilentRunFilter filter() {
        return new SilentRunFilter(text(search), account.code());
    }
}
