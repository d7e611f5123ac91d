package io.drawdown.base.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.data.domain.Sort;

/** A list whose rows are converted in batches. */
record MappedListing<T, R>(Listing<T> origin, Function<List<T>, List<R>> form) implements Listing<R> {

    private static final int BATCH_SIZE = 500;

    @Override
    public Slice<R> slice(Position from, int limit, Sort sort) {
        var slice = origin.slice(from, limit, sort);
        return new Slice<>(form.apply(slice.rows()), slice.next());
    }

    @Override
    public long count() {
        return origin.count();
    }

    @Override
    public void forEach(Consumer<? super R> action) {
        var waiting = new ArrayList<T>();
        origin.forEach(row -> {
            waiting.add(row);
            if (waiting.size() == BATCH_SIZE) {
                form.apply(List.copyOf(waiting)).forEach(action);
                waiting.clear();
            }
        });
        form.apply(List.copyOf(waiting)).forEach(action);
    }
}
