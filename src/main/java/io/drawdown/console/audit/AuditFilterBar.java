package io.drawdown.console.audit;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.base.AuditAction;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.AccountField;
import io.drawdown.console.components.FilterBar;
import org.jspecify.annotations.Nullable;

/** What narrows the audit trail, and how many entries are left. */
class AuditFilterBar extends FilterBar {

    /** Learns of a changed filter, and whether it changed by typing. */
    interface Listener {
        void filtered(AuditQuery query, boolean typing);
    }

    private final TextField search = new TextField("Search");
    private final TextField who = new TextField("Who");
    private final ComboBox<AuditAction> what = new ComboBox<>("What");
    private final AccountField account;
    private final DatePicker from = new DatePicker("From");
    private final DatePicker to = new DatePicker("To");

    AuditFilterBar(AccountChoices accounts, Listener listener) {
        super("entry", "entries");
        addClassName("audit-filters");
        searching(search, "Name, code, value");
        who.setPlaceholder("Full name");
        who.setClearButtonVisible(true);
        what.setItems(AuditAction.values());
        what.setItemLabelGenerator(AuditWords::of);
        account = new AccountField(accounts);
        choosing(what, account);
        days(from, to);
        onChange(() -> listener.filtered(query(), true), search);
        onChange(() -> listener.filtered(query(), false), who, what, account, from, to);
        add(search, who, what, account, from, to);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(AuditQuery query) {
        search.setValue(query.text() == null ? "" : query.text());
        who.setValue(query.who() == null ? "" : query.who());
        what.setValue(query.what());
        account.choose(query.account());
        from.setValue(query.from());
        to.setValue(query.to());
    }

    private AuditQuery query() {
        return new AuditQuery(
                text(search), text(who), what.getValue(), account.code(), from.getValue(), to.getValue());
    }

    private static @Nullable String text(TextField field) {
        var text = field.getValue().strip();
        return text.isEmpty() ? null : text;
    }
}
