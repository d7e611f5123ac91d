package io.drawdown.console.frame.account;

import com.vaadin.flow.component.combobox.ComboBox;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** Chooses an account by what it is found by: its name, its code, a user's name or an order's number. */
public class AccountField extends ComboBox<AccountChoice> {

    private final AccountChoices choices;

    /** A field in which no account is chosen. */
    public AccountField(AccountChoices choices) {
        super("Account");
        this.choices = choices;
        setItems(
                query -> choices
                        .search(query.getFilter().orElse(null))
                        .rows(query.getOffset(), query.getLimit(), Sort.unsorted())
                        .stream(),
                query -> Math.toIntExact(
                        choices.search(query.getFilter().orElse(null)).count()));
        getLazyDataView().setIdentifierProvider(AccountChoice::code);
        setItemLabelGenerator(AccountChoice::label);
    }

    /** Shows the account of this code; none for null. */
    public void choose(@Nullable String code) {
        setValue(code == null ? null : choices.find(code));
    }

    /** The code of the chosen account. */
    public @Nullable String code() {
        return getValue() == null ? null : getValue().code();
    }
}
