package io.drawdown.console.components.list;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.ParameterFormat;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A filter of a list: its parameter in the page's address, its field, and its current value. */
public final class Filter<T> {

    private final String parameter;
    private final ParameterFormat<T> format;
    private final Supplier<@Nullable T> read;
    private final Consumer<T> show;
    private @Nullable T initial;
    private @Nullable T value;

    /**
     * Creates a filter without a value.
     *
     * @param read reads the value that is entered in the field; null if there is none
     * @param show shows a value in the field
     */
    Filter(String parameter, ParameterFormat<T> format, Supplier<@Nullable T> read, Consumer<T> show) {
        this.parameter = parameter;
        this.format = format;
        this.read = read;
        this.show = show;
    }

    /** Sets the value that the filter has if neither the address nor the field holds one. */
    public Filter<T> startingWith(T value) {
        initial = value;
        return this;
    }

    /** Returns the current value; null if the filter matches every row. */
    public @Nullable T value() {
        return value;
    }

    boolean hasInitialValue() {
        return initial != null;
    }

    boolean isInitial() {
        return Objects.equals(value, initial);
    }

    /** Takes the value from an address. A value that isn't valid is ignored. */
    void readFrom(QueryParameters address) {
        set(format.read(address, parameter));
    }

    /** Takes the value from the field. */
    void readField() {
        set(read.get());
    }

    void reset() {
        value = initial;
    }

    void show() {
        if (value != null) {
            show.accept(value);
        }
    }

    QueryParameters writeTo(QueryParameters address) {
        var others = address.excluding(parameter);
        return value == null || isInitial()
                ? others
                : others.merging(parameter, format.format().apply(value));
    }

    private void set(@Nullable T newer) {
        value = newer == null ? initial : newer;
    }
}
