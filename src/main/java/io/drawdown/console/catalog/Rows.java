package io.drawdown.console.catalog;

import io.drawdown.base.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.data.domain.Sort;

/** A list that is short enough to be in memory, and that people can sort. */
record Rows<T>(List<T> all, Map<String, Comparator<T>> sortable) implements Listing<T> {

    @Override
    public Slice<T> slice(Position from, int limit, Sort sort) {
        return Listing.of(sorted(sort)).slice(from, limit, sort);
    }

    @Override
    public long count() {
        return Math.min(all.size(), MOST_COUNTED + 1);
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        all.forEach(action);
    }

    private List<T> sorted(Sort sort) {
        return sort.stream()
                .filter(by -> sortable.containsKey(by.getProperty()))
                .findFirst()
                .map(by -> all.stream()
                        .sorted(by.isAscending() ? order(by) : order(by).reversed())
                        .toList())
                .orElse(all);
    }

    private Comparator<T> order(Sort.Order by) {
        return sortable.get(by.getProperty());
    }
}
