package io.drawdown.console.admin.corrections;

import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import java.util.function.Consumer;

/** The filters of the voided usage, with the number of matching entries. */
class SettleAgainFilterBar extends FilterBar {

    private final AccountField account;
    private final TextField job = new TextField("Job");

    SettleAgainFilterBar(AccountChoices accounts, Consumer<SettleAgainQuery> filtered) {
        super("void", "voids");
        account = new AccountField(accounts);
        setUpChoices(account);
        job.setPlaceholder("Full name");
        job.setClearButtonVisible(true);
        onChange(() -> filtered.accept(query()), account, job);
        add(account, job);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(SettleAgainQuery query) {
        account.choose(query.account());
        show(job, query.job());
    }

    private SettleAgainQuery query() {
        return new SettleAgainQuery(account.code(), text(job));
    }
}
