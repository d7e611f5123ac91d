package io.drawdown.console.admin.catalog;

import com.vaadin.flow.component.AbstractField;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form and the property that it edits.
 *
 * @param value reads the property
 * @param text formats the property for people
 */
record FormPart<T, V>(String label, AbstractField<?, V> field, Function<T, V> value, Function<V, String> text) {

    void show(T thing) {
        field.setValue(value.apply(thing));
    }

    /**
     * Updates the field if the property changed and the user hasn't edited the field. Returns a sentence about the
     * change, or null if the property is unchanged.
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
