package io.drawdown.console.admin.audit;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.base.AuditAction;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;

/** The filters of the audit trail, with the number of matching entries. */
class AuditFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");
    private final TextField actor = new TextField("Who");
    private final ComboBox<AuditAction> action = new ComboBox<>("What");
    private final AccountField account;
    private final DayField from = addDayField("From", "from");
    private final DayField to = addDayField("To", "to");

    AuditFilterBar(AccountChoices accounts, Listener<AuditQuery> listener) {
        super("entry", "entries");
        addClassName("audit-filters");
        setUpSearch(search, "Name, code, value");
        actor.setPlaceholder("Full name");
        actor.setClearButtonVisible(true);
        action.setItems(AuditAction.values());
        action.setItemLabelGenerator(AuditLabels::describe);
        account = new AccountField(accounts);
        setUpChoices(action, account);
        onChange(() -> listener.filterChanged(query(), true), search);
        onChange(() -> listener.filterChanged(query(), false), actor, action, account, from, to);
        add(search, actor, action, account, from, to);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(AuditQuery query) {
        show(search, query.text());
        show(actor, query.who());
        action.setValue(query.what());
        account.choose(query.account());
        from.write(query.from());
        to.write(query.to());
    }

    private AuditQuery query() {
        return new AuditQuery(text(search), text(actor), action.getValue(), account.code(), from.read(), to.read());
    }
}
