package io.drawdown.console.admin.runs;

import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.usage.runs.SilentRunFilter;

/** The filters of the silent runs, with the number of matching runs. */
class SilentRunFilterBar extends FilterBar {

    private final TextField search = new TextField("Job");
    private final AccountField account;

    SilentRunFilterBar(AccountChoices accounts, Listener<SilentRunFilter> listener) {
        super("run", "runs");
        setUpSearch(search, "Name of a job");
        account = new AccountField(accounts);
        setUpChoices(account);
        onChange(() -> listener.filterChanged(filter(), true), search);
        onChange(() -> listener.filterChanged(filter(), false), account);
        add(search, account);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(SilentRunFilter filter) {
        show(search, filter.text());
        account.choose(filter.account());
    }

    private SilentRunFilter filter() {
        return new SilentRunFilter(text(search), account.code());
    }
}
