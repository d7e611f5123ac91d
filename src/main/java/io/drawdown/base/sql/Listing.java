package io.drawdown.base.sql;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** A list of any length that can be read by slices or streamed as a whole. */
public interface Listing<T> {

    /** The most rows that are counted, which bounds the cost of counting a long list. */
    int MAX_COUNTED = 10_000;

    /** The position where a slice begins. */
    sealed interface Position permits Offset, After {}

    /** The position after a number of rows. The cost grows with the number. */
    record Offset(long rows) implements Position {}

    /**
     * The position after the row with these sort keys as text, even if it was deleted. The cost doesn't depend on the
     * position.
     */
    record After(List<@Nullable String> keys) implements Position {}

    /** Some rows, and the position of the rows after them; null if there are none. */
    record Slice<T>(List<T> rows, @Nullable After next) {}

    /**
     * Returns rows from a position on. Uses the given sort if the list knows its properties, else the list's own
     * order.
     *
     * @throws InvalidPositionException if the keys can't be those of a row in this order
     */
    Slice<T> slice(Position from, int limit, Sort sort);

    /** Counts the rows up to {@link #MAX_COUNTED}; one more than that means any larger number. */
    long count();

    /** Passes each row to the action in order, without holding all rows in memory. */
    void forEach(Consumer<? super T> action);

    /** Returns rows from an offset on. */
    default List<T> rows(long offset, int limit, Sort sort) {
        return slice(new Offset(offset), limit, sort).rows();
    }

    /** Returns one page, or all rows if the pageable is unpaged. */
    default Page<T> page(Pageable pageable) {
        return pageable.isUnpaged()
                ? new PageImpl<>(rows(0, Integer.MAX_VALUE, Sort.unsorted()))
                : new PageImpl<>(
                        rows(pageable.getOffset(), pageable.getPageSize(), pageable.getSort()), pageable, count());
    }

    /** Returns the list with each row converted. */
    default <R> Listing<R> map(Function<? super T, ? extends R> form) {
        return mapAll(rows -> rows.stream().<R>map(form).toList());
    }

    /**
     * Returns the list with its rows converted in batches. The function must return as many rows, in the same order.
     */
    default <R> Listing<R> mapAll(Function<List<T>, List<R>> form) {
        return new MappedListing<>(this, form);
    }

    /** Returns a list of rows in memory. The keys must form a unique order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies the array
    static <T> Listing<T> of(List<T> rows, SortKey<T>... keys) {
        return new InMemoryListing<>(rows, List.of(keys));
    }
}
