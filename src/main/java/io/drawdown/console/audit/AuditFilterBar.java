package io.drawdown.console.audit;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.base.AuditAction;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.AccountField;
import io.drawdown.console.components.DayField;
import io.drawdown.console.components.FilterBar;

/** What narrows the audit trail, and how many entries are left. */
class AuditFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");
    private final TextField who = new TextField("Who");
    private final ComboBox<AuditAction> what = new ComboBox<>("What");
    private final AccountField account;
    private final DayField from = day("From", "from");
    private final DayField to = day("To", "to");

    AuditFilterBar(AccountChoices accounts, Listener<AuditQuery> listener) {
        super("entry", "entries");
        addClassName("audit-filters");
        searching(search, "Name, code, value");
        who.setPlaceholder("Full name");
        who.setClearButtonVisible(true);
        what.setItems(AuditAction.values());
        what.setItemLabelGenerator(AuditWords::of);
        account = new AccountField(accounts);
        choosing(what, account);
        onChange(() -> listener.filtered(query(), true), search);
        onChange(() -> listener.filtered(query(), false), who, what, account, from, to);
        add(search, who, what, account, from, to);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(AuditQuery query) {
        show(search, query.text());
        show(who, query.who());
        what.setValue(query.what());
        account.choose(query.account());
        from.write(query.from());
        to.write(query.to());
    }

    private AuditQuery query() {
        return new AuditQuery(text(search), text(who), what.getValue(), account.code(), from.read(), to.read());
    }
}
