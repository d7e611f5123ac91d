package io.drawdown.console.frame.account;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.console.components.address.ParameterFormat;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.FilterBar;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** A field that finds an account by its name, its code, a user's name or an order's number. */
public class AccountField extends ComboBox<AccountChoice> {

    private final AccountChoices choices;

    /** Creates a field with no account chosen. */
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

    /** Adds a filter for an account to the filters of a list. */
    public static Filter<String> filter(FilterBar filters, AccountChoices choices) {
        return new AccountField(choices).filter(filters);
    }

    /** Adds the field as a filter to the filters of a list. */
    public Filter<String> filter(FilterBar filters) {
        return filters.choice(AccountPage.ACCOUNT, ParameterFormat.TEXT, this, this::code, this::choose);
    }

    /** Chooses the account with a code; null clears the choice. */
    public void choose(@Nullable String code) {
        setValue(code == null ? null : choices.find(code));
    }

    /** Returns the code of the chosen account; null if none is chosen. */
    public @Nullable String code() {
        return getValue() == null ? null : getValue().code();
    }
}
