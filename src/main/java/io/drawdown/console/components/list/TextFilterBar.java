package io.drawdown.console.components.list;

import com.vaadin.flow.component.textfield.TextField;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Narrows a list by a part of a name or code. */
public class TextFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");

    TextFilterBar(String one, String many, Consumer<String> filtered) {
        super(one, many);
        setUpSearch(search, "Name or code");
        onChange(() -> filtered.accept(search.getValue().strip()), search);
        add(search);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(String text) {
        search.setValue(text);
    }

    /** Whether a text is in one of these, however it is written. */
    public static boolean matches(String text, Collection<@Nullable String> in) {
        var lower = text.toLowerCase(Locale.ROOT);
        return in.stream()
                .anyMatch(one -> one != null && one.toLowerCase(Locale.ROOT).contains(lower));
    }
}
