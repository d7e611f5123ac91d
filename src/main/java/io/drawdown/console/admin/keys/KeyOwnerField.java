package io.drawdown.console.admin.keys;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.data.provider.Query;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.frame.account.AccountChoices;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** The field that chooses the platform or an account. Only the accounts in view are read from the database. */
class KeyOwnerField extends ComboBox<KeyOwner> {

    private final AccountChoices accounts;

    KeyOwnerField(String label, AccountChoices accounts) {
        super(label);
        this.accounts = accounts;
        setItems(
                this::fetch,
                query -> Math.toIntExact(
                        countPlatform(query) + findAccounts(query).count()));
        getLazyDataView().setIdentifierProvider(keyOwner -> String.valueOf(keyOwner.account()));
        setItemLabelGenerator(KeyOwner::label);
    }

    void choose(String account) {
        setValue(KeyOwner.of(accounts.find(account)));
    }

    void choosePlatform() {
        setValue(KeyOwner.PLATFORM);
    }

    /** Returns the code of the chosen account; null if none is chosen. */
    @Nullable
    String account() {
        return getValue() == null ? null : getValue().account();
    }

    /** Returns true if the platform is chosen; null otherwise. */
    @Nullable
    Boolean isPlatform() {
        return KeyOwner.PLATFORM.equals(getValue()) ? true : null;
    }

    Stream<KeyOwner> fetch(Query<KeyOwner, String> query) {
        var platform = countPlatform(query);
        var first = query.getOffset() < platform ? Stream.of(KeyOwner.PLATFORM) : Stream.<KeyOwner>empty();
        var rows = query.getOffset() < platform ? query.getLimit() - platform : query.getLimit();
        var from = Math.max(query.getOffset() - platform, 0);
        return Stream.concat(
                first, rows == 0 ? Stream.empty() : findAccounts(query).rows(from, rows, Sort.unsorted()).stream());
    }

    private Listing<KeyOwner> findAccounts(Query<KeyOwner, String> query) {
        return accounts.search(searchText(query)).map(KeyOwner::of);
    }

    private static int countPlatform(Query<KeyOwner, String> query) {
        var text = searchText(query);
        return text == null
                        || KeyOwner.PLATFORM.label().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))
                ? 1
                : 0;
    }

    private static @Nullable String searchText(Query<KeyOwner, String> query) {
        return query.getFilter()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
