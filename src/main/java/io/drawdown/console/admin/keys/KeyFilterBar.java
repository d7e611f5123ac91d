package io.drawdown.console.admin.keys;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Role;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.frame.account.AccountChoices;

/** The filters of the keys, with the number of matching keys. */
class KeyFilterBar extends FilterBar {

    private final TextField search = new TextField("Name");
    private final ComboBox<ApiKeyState> state = new ComboBox<>("State");
    private final ComboBox<Role> scope = new ComboBox<>("Scope");
    private final KeyOwnerField owner;

    KeyFilterBar(AccountChoices accounts, Listener<ApiKeyFilter> listener) {
        super("key", "keys");
        setUpSearch(search, "Part of a key’s name");
        state.setItems(ApiKeyState.values());
        state.setItemLabelGenerator(KeyLabels::label);
        scope.setItems(Role.values());
        scope.setItemLabelGenerator(KeyLabels::label);
        owner = new KeyOwnerField("Whose", accounts);
        setUpChoices(state, scope, owner);
        onChange(() -> listener.filterChanged(filter(), true), search);
        onChange(() -> listener.filterChanged(filter(), false), state, scope, owner);
        add(search, state, scope, owner);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(ApiKeyFilter filter) {
        show(search, filter.text());
        state.setValue(filter.state());
        scope.setValue(filter.role());
        if (filter.account() != null) {
            owner.choose(filter.account());
        } else {
            owner.setValue(filter.ofPlatform() == null ? null : KeyOwner.PLATFORM);
        }
    }

    private ApiKeyFilter filter() {
        var of = owner.getValue();
        return new ApiKeyFilter(
                text(search),
                state.getValue(),
                scope.getValue(),
                of == null ? null : of.account(),
                KeyOwner.PLATFORM.equals(of) ? true : null);
    }
}
