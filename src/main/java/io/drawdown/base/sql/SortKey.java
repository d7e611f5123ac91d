package io.drawdown.base.sql;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;

/** A key by which a list in memory is sorted. */
public record SortKey<T>(Function<T, ? extends Comparable<?>> value, KeyType type, boolean isDescending) {

    /** Returns a text key. */
    public static <T> SortKey<T> text(Function<T, String> value) {
        return new SortKey<>(value, KeyType.TEXT, false);
    }

    /** Returns an integer key. */
    public static <T> SortKey<T> integer(Function<T, Long> value) {
        return new SortKey<>(value, KeyType.WHOLE, false);
    }

    /** Returns an instant key, the latest first. */
    public static <T> SortKey<T> latestFirst(Function<T, Instant> value) {
        return new SortKey<>(value, KeyType.INSTANT, true);
    }

    Comparator<T> comparator() {
        return (one, other) -> compare(value.apply(one), value.apply(other));
    }

    /** Compares a row with the key of another row as text. */
    int compare(T row, String key) {
        return compare(value.apply(row), type.fromText(key));
    }

    @SuppressWarnings("unchecked") // both are values of this key
    private int compare(Comparable<?> one, Comparable<?> other) {
        var compared = ((Comparable<Object>) one).compareTo(other);
        return isDescending ? -compared : compared;
    }
}
