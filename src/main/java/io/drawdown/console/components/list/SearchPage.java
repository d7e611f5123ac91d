package io.drawdown.console.components.list;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.Notice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A page with a short list that a text filters, and a dialog that edits its entries. */
public abstract class SearchPage<T> extends ListPage<T> {

    private final Filter<String> search = filters().search("text", "Search", "Name or code");

    /** Creates a page at a path, given the singular and plural of its entries. */
    protected SearchPage(String title, String path, String singular, String plural) {
        super(title, path, singular, plural);
        var add = new Button("Add a " + singular + " …", click -> edit(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
    }

    /** Loads all entries. */
    protected abstract List<T> loadAll();

    /** Returns the texts in which the search looks for an entry. */
    protected abstract @Nullable String[] searchTexts(T entry);

    /** Returns the orders by which the grid can sort, by property. */
    protected abstract Map<String, Comparator<T>> orders();

    /** Creates the dialog for an entry as it was seen, or for a new one if it is null. */
    protected abstract Dialog createDialog(@Nullable T seen, Consumer<T> saved);

    /** Returns the entry's name for the notice that it was saved. */
    protected abstract String displayName(T entry);

    @Override
    protected final Listing<T> rows() {
        return new SortedRows<>(
                loadAll().stream()
                        .filter(entry -> SearchText.isIn(search.value(), searchTexts(entry)))
                        .toList(),
                orders());
    }

    /** Opens the dialog for an entry, or for a new one if it is null. */
    protected final void edit(@Nullable T seen) {
        createDialog(seen, saved -> {
                    showNotice(new Notice(
                            Notice.Tone.SUCCESS, displayName(saved) + " is " + (seen == null ? "added." : "saved.")));
                    showList();
                })
                .open();
    }
}
