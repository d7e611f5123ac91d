package io.drawdown.console.catalog;

import io.drawdown.base.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** A list that is short enough to be in memory, and that people can sort. */
record Rows<T>(List<T> all, Map<String, Comparator<T>> sortable) implements Listing<T> {

    @Override
    public Page<T> page(Pageable pageable) {
        return Listing.of(sorted(pageable.getSort())).page(pageable);
    }

    @Override
    public List<T> rows(long offset, int limit, Sort sort) {
        return Listing.of(sorted(sort)).rows(offset, limit, sort);
    }

    @Override
    public long count() {
        return all.size();
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        all.forEach(action);
    }

    private List<T> sorted(Sort sort) {
        return sort.stream()
                .filter(by -> sortable.containsKey(by.getProperty()))
                .findFirst()
                .map(by -> all.stream().sorted(by.isAscending() ? order(by) : order(by).reversed()).toList())
                .orElse(all);
    }

    private Comparator<T> order(Sort.Order by) {
        return sortable.get(by.getProperty());
    }
}
