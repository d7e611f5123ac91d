package io.drawdown.console.admin.catalog;

import com.vaadin.flow.component.AbstractField;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, and what of a thing it is for.
 *
 * @param value what of a thing it shows
 * @param text that, as people read it
 */
record FormPart<T, V>(String label, AbstractField<?, V> field, Function<T, V> value, Function<V, String> text) {

    void show(T thing) {
        field.setValue(value.apply(thing));
    }

    /**
     * Takes over what has become of a thing, where nobody has entered anything else; tells of the difference, if there is one.
     */
    @Nullable
    String adoptChange(T seen, T now) {
        var before = value.apply(seen);
        var after = value.apply(now);
        if (Objects.equals(before, after)) {
            return null;
        }
        if (Objects.equals(field.getValue(), before)) {
            field.setValue(after);
        }
        return label + " was " + text.apply(before) + " and is " + text.apply(after) + " now.";
    }
}
