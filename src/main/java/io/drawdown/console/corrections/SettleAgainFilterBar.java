package io.drawdown.console.corrections;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Account;
import io.drawdown.console.components.FilterBar;
import java.util.List;
import java.util.function.Consumer;

/** What narrows the list of voided usage, and how much is left. */
class SettleAgainFilterBar extends FilterBar {

    private final ComboBox<String> account = new ComboBox<>("Account");
    private final TextField job = new TextField("Job");

    SettleAgainFilterBar(List<Account> accounts, Consumer<SettleAgainQuery> filtered) {
        super("void", "voids");
        account.setItems(accounts.stream().map(Account::code).toList());
        choosing(account);
        job.setPlaceholder("Full name");
        job.setClearButtonVisible(true);
        onChange(() -> filtered.accept(query()), account, job);
        add(account, job);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(SettleAgainQuery query) {
        account.setValue(query.account());
        job.setValue(query.job() == null ? "" : query.job());
    }

    private SettleAgainQuery query() {
        var name = job.getValue().strip();
        return new SettleAgainQuery(account.getValue(), name.isEmpty() ? null : name);
    }
}
