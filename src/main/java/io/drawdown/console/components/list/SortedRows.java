package io.drawdown.console.components.list;

import io.drawdown.base.Lookup;
import io.drawdown.base.sql.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.data.domain.Sort;

/** A listing that is short enough to be kept in memory and can be sorted by columns. */
public record SortedRows<T>(List<T> rows, Map<String, Comparator<T>> sortable) implements Listing<T> {

    @Override
    public Slice<T> slice(Position from, int limit, Sort sort) {
        return Listing.of(sorted(sort)).slice(from, limit, sort);
    }

    @Override
    public long count() {
        return Math.min(rows.size(), MAX_COUNTED + 1);
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        rows.forEach(action);
    }

    private List<T> sorted(Sort sort) {
        return sort.stream()
                .filter(by -> sortable.containsKey(by.getProperty()))
                .findFirst()
                .map(by -> rows.stream()
                        .sorted(
                                by.isAscending()
                                        ? comparator(by)
                                        : comparator(by).reversed())
                        .toList())
                .orElse(rows);
    }

    private Comparator<T> comparator(Sort.Order by) {
        return Lookup.require(sortable, by.getProperty());
    }
}
