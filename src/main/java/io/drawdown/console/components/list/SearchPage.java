package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.components.address.PageAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A page with a list that a text filters, and a dialog that edits its entries. */
public abstract class SearchPage<T> extends Page implements BeforeEnterObserver {

    private static final String TEXT = "text";

    private final String path;
    private final String singular;
    private final String plural;
    private final TextFilterBar bar;
    private final Div list = new Div();
    private String text = "";

    /** Creates a page at a path, given the singular and plural of its entries. */
    public SearchPage(String title, String path, String singular, String plural) {
        super(title);
        this.path = path;
        this.singular = singular;
        this.plural = plural;
        bar = new TextFilterBar(singular, plural, this::applyFilter);
        var add = new Button("Add a " + singular + " …", click -> edit(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        var content = new Div(bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    /** Loads all entries. */
    protected abstract List<T> loadAll();

    /** Returns the texts in which the search looks for an entry. */
    protected abstract List<@Nullable String> searchTexts(T thing);

    /** Creates a grid of entries, with buttons that edit them. */
    protected abstract Component createGrid(List<T> some, Consumer<T> edit);

    /** Creates the dialog for an entry as it was seen, or for a new one if it is null. */
    protected abstract Dialog createDialog(@Nullable T seen, Consumer<T> saved);

    /** Returns the entry's name for the notice that it was saved. */
    protected abstract String displayName(T thing);

    /** Returns the text for an empty list. */
    protected abstract String emptyText();

    @Override
    public final void beforeEnter(BeforeEnterEvent entered) {
        text = Objects.requireNonNullElse(
                AddressParameters.text(entered.getLocation().getQueryParameters(), TEXT), "");
        bar.show(text);
        show();
    }

    private void applyFilter(String changed) {
        text = changed;
        PageAddress.replace(path, AddressParameters.with(QueryParameters.empty(), TEXT, text.isEmpty() ? null : text));
        show();
    }

    private void showAll() {
        bar.show("");
        applyFilter("");
    }

    private void show() {
        var all = loadAll();
        var some = all.stream()
                .filter(thing -> TextFilterBar.matches(text, searchTexts(thing)))
                .toList();
        bar.setVisible(!all.isEmpty());
        bar.setCount(some.size());
        list.removeAll();
        list.add(some.isEmpty() ? emptyState(all.isEmpty()) : createGrid(some, this::edit));
    }

    private void edit(@Nullable T seen) {
        createDialog(seen, saved -> {
                    showNotice(new Notice(
                            Notice.Tone.SUCCESS, displayName(saved) + " is " + (seen == null ? "added." : "saved.")));
                    show();
                })
                .open();
    }

    private EmptyState emptyState(boolean yet) {
        return yet
                ? new EmptyState("No " + plural + " yet", emptyText())
                : new EmptyState(
                        "Nothing matches",
                        "No " + singular + " is like that. Search for something else, or show all again.",
                        new Button("Show all " + plural, click -> showAll()));
    }
}
