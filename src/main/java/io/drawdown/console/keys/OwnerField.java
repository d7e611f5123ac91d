package io.drawdown.console.keys;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.data.provider.Query;
import io.drawdown.base.Listing;
import io.drawdown.console.AccountChoices;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** Chooses the platform, or one of its accounts, of which the database reads those in view. */
class OwnerField extends ComboBox<Owner> {

    private final AccountChoices accounts;

    OwnerField(String label, AccountChoices accounts) {
        super(label);
        this.accounts = accounts;
        setItems(
                this::fetch,
                query -> Math.toIntExact(platform(query) + accounts(query).count()));
        getLazyDataView().setIdentifierProvider(owner -> String.valueOf(owner.account()));
        setItemLabelGenerator(Owner::label);
    }

    /** Chooses the account of this code. */
    void choose(String account) {
        setValue(Owner.of(accounts.of(account)));
    }

    Stream<Owner> fetch(Query<Owner, String> query) {
        var platform = platform(query);
        var first = query.getOffset() < platform ? Stream.of(Owner.PLATFORM) : Stream.<Owner>empty();
        var rows = query.getOffset() < platform ? query.getLimit() - platform : query.getLimit();
        var from = Math.max(query.getOffset() - platform, 0);
        return Stream.concat(
                first, rows == 0 ? Stream.empty() : accounts(query).rows(from, rows, Sort.unsorted()).stream());
    }

    private Listing<Owner> accounts(Query<Owner, String> query) {
        return accounts.like(text(query)).map(Owner::of);
    }

    private static int platform(Query<Owner, String> query) {
        var text = text(query);
        return text == null || Owner.PLATFORM.label().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))
                ? 1
                : 0;
    }

    private static @Nullable String text(Query<Owner, String> query) {
        return query.getFilter()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
