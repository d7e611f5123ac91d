package io.drawdown.base;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** A list that can be read a page at a time or streamed whole, whichever its length. */
public interface Listing<T> {

    /** One page, sorted as asked where the list knows the property, else in the list's own order. */
    Page<T> page(Pageable pageable);

    /** Some rows from an offset on, sorted as asked like a page, for those who have counted already. */
    List<T> rows(long offset, int limit, Sort sort);

    /** How many there are. */
    long count();

    /** Passes every row on, in order, without holding them all. */
    void forEach(Consumer<? super T> action);

    /** The same list, with its rows in another form. */
    default <R> Listing<R> map(Function<? super T, ? extends R> form) {
        var rows = this;
        return new Listing<>() {
            @Override
            public Page<R> page(Pageable pageable) {
                return rows.page(pageable).map(form);
            }

            @Override
            public List<R> rows(long offset, int limit, Sort sort) {
                return rows.rows(offset, limit, sort).stream().<R>map(form).toList();
            }

            @Override
            public long count() {
                return rows.count();
            }

            @Override
            public void forEach(Consumer<? super R> action) {
                rows.forEach(row -> action.accept(form.apply(row)));
            }
        };
    }

    /** A list that is short enough to be in memory. */
    static <T> Listing<T> of(List<T> rows) {
        return new Listing<>() {
            @Override
            public Page<T> page(Pageable pageable) {
                if (pageable.isUnpaged()) {
                    return new PageImpl<>(rows);
                }
                var from = (int) Math.min(pageable.getOffset(), rows.size());
                var to = from + Math.min(pageable.getPageSize(), rows.size() - from);
                return new PageImpl<>(rows.subList(from, to), pageable, rows.size());
            }

            @Override
            public List<T> rows(long offset, int limit, Sort sort) {
                return rows.stream().skip(offset).limit(limit).toList();
            }

            @Override
            public long count() {
                return rows.size();
            }

            @Override
            public void forEach(Consumer<? super T> action) {
                rows.forEach(action);
            }
        };
    }
}
