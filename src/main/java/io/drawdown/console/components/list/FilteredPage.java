package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.address.PageAddress;
import java.util.function.Function;
import java.util.stream.Stream;

/** A page with a list and what narrows it, which stands in the address: reloading and going back show the same again. */
public abstract class FilteredPage<F> extends Page implements BeforeEnterObserver {

    private final String path;
    private final F unfiltered;
    private final Function<QueryParameters, F> parse;
    private final Function<F, QueryParameters> format;
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
        this.unfiltered = all;
        this.parse = read;
        this.format = write;
        filter = all;
    }

    /** Fills the fields that narrow the list. */
    protected abstract void showFilter(F filter);

    /** Shows the list as it is now. */
    protected abstract void showList();

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        var address = entered.getLocation().getQueryParameters();
        filter = parse.apply(address);
        showFilter(filter);
        filterBarsIn(this).forEach(bar -> bar.showUnreadable(address));
        showList();
    }

    private static Stream<FilterBar> filterBarsIn(Component component) {
        return component instanceof FilterBar bar
                ? Stream.of(bar)
                : component.getChildren().flatMap(FilteredPage::filterBarsIn);
    }

    /** What narrows the list. */
    protected final F filter() {
        return filter;
    }

    /** Whether the list is as the page opens first. */
    protected final boolean isUnfiltered() {
        return filter.equals(unfiltered);
    }

    /** Narrows the list in another way, of which typing leaves no trace for the way back. */
    protected final void applyFilter(F changed, boolean typing) {
        filter = changed;
        if (typing) {
            PageAddress.replace(path, format.apply(filter));
        } else {
            PageAddress.push(path, format.apply(filter));
        }
        showList();
    }

    /** Narrows the list in another way. */
    protected final void applyFilter(F changed) {
        applyFilter(changed, false);
    }

    /** Shows the list as the page opens first. */
    protected final void showAll() {
        showFilter(unfiltered);
        applyFilter(unfiltered);
    }
}
