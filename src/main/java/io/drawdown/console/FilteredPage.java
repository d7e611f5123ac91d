package io.drawdown.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.FilterBar;
import io.drawdown.console.components.Page;
import java.util.function.Function;
import java.util.stream.Stream;

/** A page with a list and what narrows it, which stands in the address: reloading and going back show the same again. */
public abstract class FilteredPage<F> extends Page implements BeforeEnterObserver {

    private final String path;
    private final F all;
    private final Function<QueryParameters, F> read;
    private final Function<F, QueryParameters> write;
    private F filter;

    /**
     * A page with this title at this path.
     *
     * @param all the filter of the page as it is opened first
     * @param read the filter of an address
     * @param write the address of a filter
     */
    protected FilteredPage(
            String title, String path, F all, Function<QueryParameters, F> read, Function<F, QueryParameters> write) {
        super(title);
        this.path = path;
        this.all = all;
        this.read = read;
        this.write = write;
        filter = all;
    }

    /** Fills the fields that narrow the list. */
    protected abstract void fill(F filter);

    /** Shows the list as it is now. */
    protected abstract void show();

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        var address = entered.getLocation().getQueryParameters();
        filter = read.apply(address);
        fill(filter);
        barsIn(this).forEach(bar -> bar.showUnreadable(address));
        show();
    }

    private static Stream<FilterBar> barsIn(Component component) {
        return component instanceof FilterBar bar
                ? Stream.of(bar)
                : component.getChildren().flatMap(FilteredPage::barsIn);
    }

    /** What narrows the list. */
    protected final F filter() {
        return filter;
    }

    /** Whether the list is as the page opens first. */
    protected final boolean isAll() {
        return filter.equals(all);
    }

    /** Narrows the list in another way, of which typing leaves no trace for the way back. */
    protected final void filtered(F changed, boolean typing) {
        filter = changed;
        if (typing) {
            Address.replace(path, write.apply(filter));
        } else {
            Address.push(path, write.apply(filter));
        }
        show();
    }

    /** Narrows the list in another way. */
    protected final void filtered(F changed) {
        filtered(changed, false);
    }

    /** Shows the list as the page opens first. */
    protected final void showAll() {
        fill(all);
        filtered(all);
    }
}
