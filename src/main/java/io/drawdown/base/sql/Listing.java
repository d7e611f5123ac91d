package io.drawdown.base.sql;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** A list that can be read a slice at a time or streamed whole, whichever its length. */
public interface Listing<T> {

    /** Up to how many rows are counted, so that counting a long list costs no more than this. */
    int MAX_COUNTED = 10_000;

    /** Where a slice begins. */
    sealed interface Position permits Offset, After {}

    /** Behind so many rows, which costs the more the more they are. */
    record Offset(long rows) implements Position {}

    /** Behind the row with these sort keys, each as text, whether it is still there or not; costs what the first rows cost. */
    record After(List<@Nullable String> keys) implements Position {}

    /** Some rows, and where those begin that follow them; null if none do. */
    record Slice<T>(List<T> rows, @Nullable After next) {}

    /**
     * Some rows from a position on, sorted as asked where the list knows the property, else in the list's own order.
     *
     * @throws InvalidPositionException if the keys are not those of a row of a list with this order
     */
    Slice<T> slice(Position from, int limit, Sort sort);

    /** How many there are, counted up to {@link #MAX_COUNTED}: one more than that stands for any number beyond. */
    long count();

    /** Passes every row on, in order, without holding them all. */
    void forEach(Consumer<? super T> action);

    /** Some rows from an offset on, sorted as asked. */
    default List<T> rows(long offset, int limit, Sort sort) {
        return slice(new Offset(offset), limit, sort).rows();
    }

    /** One page, sorted as asked; all rows if it is unpaged. */
    default Page<T> page(Pageable pageable) {
        return pageable.isUnpaged()
                ? new PageImpl<>(rows(0, Integer.MAX_VALUE, Sort.unsorted()))
                : new PageImpl<>(
                        rows(pageable.getOffset(), pageable.getPageSize(), pageable.getSort()), pageable, count());
    }

    /** The same list, with its rows in another form. */
    default <R> Listing<R> map(Function<? super T, ? extends R> form) {
        return mapAll(rows -> rows.stream().<R>map(form).toList());
    }

    /** The same list, with its rows in another form, which is made for many rows at once: as many, in the same order. */
    default <R> Listing<R> mapAll(Function<List<T>, List<R>> form) {
        return new MappedListing<>(this, form);
    }

    /** A list that is short enough to be in memory, sorted by keys that tell its rows apart. */
    @SafeVarargs
    static <T> Listing<T> of(List<T> rows, SortKey<T>... keys) {
        return new InMemoryListing<>(rows, List.of(keys));
    }
}
