package io.drawdown.console.components.list;

import com.vaadin.flow.component.textfield.TextField;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A filter bar that searches a list by a part of a name or code. */
public class TextFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");

    TextFilterBar(String one, String many, Consumer<String> filtered) {
        super(one, many);
        setUpSearch(search, "Name or code");
        onChange(() -> filtered.accept(search.getValue().strip()), search);
        add(search);
        addCount();
    }

    /** Shows a text without notifying the listener. */
    void show(String text) {
        search.setValue(text);
    }

    /** Returns whether one of the values contains a text, ignoring case. */
    public static boolean matches(String text, Collection<@Nullable String> in) {
        var lower = text.toLowerCase(Locale.ROOT);
        return in.stream()
                .anyMatch(one -> one != null && one.toLowerCase(Locale.ROOT).contains(lower));
    }
}
