package io.drawdown.console.catalog;

import com.vaadin.flow.component.AbstractField;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, and what of a thing it is for.
 *
 * @param of what of a thing it shows
 * @param words that, as people read it
 */
record Part<T, V>(String label, AbstractField<?, V> field, Function<T, V> of, Function<V, String> words) {

    void show(T thing) {
        field.setValue(of.apply(thing));
    }

    /**
     * Takes over what has become of a thing, where nobody has entered anything else; tells of the difference, if there is one.
     */
    @Nullable
    String adopt(T seen, T now) {
        var before = of.apply(seen);
        var after = of.apply(now);
        if (Objects.equals(before, after)) {
            return null;
        }
        if (Objects.equals(field.getValue(), before)) {
            field.setValue(after);
        }
        return label + " was " + words.apply(before) + " and is " + words.apply(after) + " now.";
    }
}
