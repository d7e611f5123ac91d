package io.drawdown.base;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values that a map must have. */
public final class Lookup {

    private Lookup() {}

    /**
     * Returns the value of a key.
     *
     * @throws IllegalStateException if the map has none, which is a defect of the program
     */
    public static <K, V> V require(Map<K, ? extends @Nullable V> map, K key) {
        var value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("There is no value for " + key);
        }
        return value;
    }
}
