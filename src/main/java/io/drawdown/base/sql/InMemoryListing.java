package io.drawdown.base.sql;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** A list of rows in memory, sorted by their keys. */
record InMemoryListing<T>(List<T> all, List<SortKey<T>> keys) implements Listing<T> {

    InMemoryListing {
        all = sorted(all, keys);
    }

    @Override
    public Slice<T> slice(Position from, int limit, Sort sort) {
        var first = switch (from) {
            case Offset(var rows) -> (int) Math.min(rows, all.size());
            case After(var values) -> indexAfter(values);
        };
        var end = first + Math.min(limit, all.size() - first);
        return new Slice<>(
                all.subList(first, end), end == all.size() || end == 0 ? null : positionAfter(all.get(end - 1)));
    }

    @Override
    public long count() {
        return Math.min(all.size(), MAX_COUNTED + 1);
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        all.forEach(action);
    }

    private static <T> List<T> sorted(List<T> rows, List<SortKey<T>> keys) {
        return keys.stream()
                .map(SortKey::comparator)
                .reduce(Comparator::thenComparing)
                .map(order -> rows.stream().sorted(order).toList())
                .orElse(rows);
    }

    private After positionAfter(T row) {
        return new After(keys.stream()
                .<@Nullable String>map(key -> KeyType.toText(key.value().apply(row)))
                .toList());
    }

    private int indexAfter(List<@Nullable String> values) {
        if (keys.isEmpty() || values.size() != keys.size() || values.stream().anyMatch(Objects::isNull)) {
            throw new InvalidPositionException("Not the keys of this list");
        }
        var first = 0;
        while (first < all.size() && !isAfter(all.get(first), values)) {
            first++;
        }
        return first;
    }

    private boolean isAfter(T row, List<@Nullable String> values) {
        for (var number = 0; number < keys.size(); number++) {
            var compared = keys.get(number).compare(row, String.valueOf(values.get(number)));
            if (compared != 0) {
                return compared > 0;
            }
        }
        return false;
    }
}
