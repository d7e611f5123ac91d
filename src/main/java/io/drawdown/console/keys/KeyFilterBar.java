package io.drawdown.console.keys;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.ApiKeyFilter;
import io.drawdown.account.ApiKeyState;
import io.drawdown.account.Role;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.components.FilterBar;

/** What narrows the list of keys, and how many are left. */
class KeyFilterBar extends FilterBar {

    private final TextField search = new TextField("Name");
    private final ComboBox<ApiKeyState> state = new ComboBox<>("State");
    private final ComboBox<Role> scope = new ComboBox<>("Scope");
    private final OwnerField owner;

    KeyFilterBar(AccountChoices accounts, Listener<ApiKeyFilter> listener) {
        super("key", "keys");
        searching(search, "Part of a key’s name");
        state.setItems(ApiKeyState.values());
        state.setItemLabelGenerator(KeyWords::of);
        scope.setItems(Role.values());
        scope.setItemLabelGenerator(KeyWords::of);
        owner = new OwnerField("Whose", accounts);
        choosing(state, scope, owner);
        onChange(() -> listener.filtered(filter(), true), search);
        onChange(() -> listener.filtered(filter(), false), state, scope, owner);
        add(search, state, scope, owner);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(ApiKeyFilter filter) {
        show(search, filter.text());
        state.setValue(filter.state());
        scope.setValue(filter.role());
        if (filter.account() != null) {
            owner.choose(filter.account());
        } else {
            owner.setValue(filter.ofPlatform() == null ? null : Owner.PLATFORM);
        }
    }

    private ApiKeyFilter filter() {
        var of = owner.getValue();
        return new ApiKeyFilter(
                text(search),
                state.getValue(),
                scope.getValue(),
                of == null ? null : of.account(),
                Owner.PLATFORM.equals(of) ? true : null);
    }
}
