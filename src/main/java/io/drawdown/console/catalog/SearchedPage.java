package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Address;
import io.drawdown.console.Parameters;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A page with a list that is narrowed by a text, and a form for what is in it. */
abstract class SearchedPage<T> extends Page implements BeforeEnterObserver {

    private static final String TEXT = "text";

    private final String path;
    private final String one;
    private final String many;
    private final TextFilterBar bar;
    private final Div list = new Div();
    private String text = "";

    /** A page at this path, of things that are called so. */
    SearchedPage(String title, String path, String one, String many) {
        super(title);
        this.path = path;
        this.one = one;
        this.many = many;
        bar = new TextFilterBar(one, many, this::filtered);
        var add = new Button("Add a " + one + " …", click -> edit(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        var content = new Div(bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    /** All there is. */
    protected abstract List<T> all();

    /** The texts by one of which something is found. */
    protected abstract List<@Nullable String> texts(T thing);

    /** A table of these, whose buttons edit. */
    protected abstract Component table(List<T> some, Consumer<T> edit);

    /** The form for something as it is, or for something new. */
    protected abstract Dialog dialog(@Nullable T seen, Consumer<T> saved);

    /** What it is called, in the words of the notice that it was saved. */
    protected abstract String name(T thing);

    /** What to say while there is nothing yet. */
    protected abstract String nothingYet();

    @Override
    public final void beforeEnter(BeforeEnterEvent entered) {
        text = Objects.requireNonNullElse(Parameters.text(entered.getLocation().getQueryParameters(), TEXT), "");
        bar.show(text);
        show();
    }

    private void filtered(String changed) {
        text = changed;
        Address.replace(path, Parameters.with(QueryParameters.empty(), TEXT, text.isEmpty() ? null : text));
        show();
    }

    private void showAll() {
        bar.show("");
        filtered("");
    }

    private void show() {
        var all = all();
        var some = all.stream()
                .filter(thing -> TextFilterBar.matches(text, texts(thing)))
                .toList();
        bar.setVisible(!all.isEmpty());
        bar.setCount(some.size());
        list.removeAll();
        list.add(some.isEmpty() ? nothing(all.isEmpty()) : table(some, this::edit));
    }

    private void edit(@Nullable T seen) {
        dialog(seen, saved -> {
                    say(new Notice(Notice.Tone.SUCCESS, name(saved) + " is " + (seen == null ? "added." : "saved.")));
                    show();
                })
                .open();
    }

    private EmptyState nothing(boolean yet) {
        return yet
                ? new EmptyState("No " + many + " yet", nothingYet())
                : new EmptyState(
                        "Nothing matches",
                        "No " + one + " is like that. Search for something else, or show all again.",
                        new Button("Show all " + many, click -> showAll()));
    }
}
