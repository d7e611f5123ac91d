package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.address.PageAddress;
import java.util.function.Function;
import java.util.stream.Stream;

/** A page with a list and its filter. The address holds the filter, so reloading and going back show the same list. */
public abstract class FilteredPage<F> extends Page implements BeforeEnterObserver {

    private final String path;
    private final F unfiltered;
    private final Function<QueryParameters, F> parse;
    private final Function<F, QueryParameters> format;
    private F filter;

    /**
     * Creates a page with a title and a path.
     *
     * @param unfiltered the filter with which the page opens
     * @param parse parses the filter from an address
     * @param format returns the parameters of a filter
     */
    protected FilteredPage(
            String title,
            String path,
            F unfiltered,
            Function<QueryParameters, F> parse,
            Function<F, QueryParameters> format) {
        super(title);
        this.path = path;
        this.unfiltered = unfiltered;
        this.parse = parse;
        this.format = format;
        filter = unfiltered;
    }

    /** Shows a filter in the fields. */
    protected abstract void showFilter(F filter);

    /** Shows the current list. */
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

    /** Returns the current filter. */
    protected final F filter() {
        return filter;
    }

    /** Returns whether the filter is the one with which the page opens. */
    protected final boolean isUnfiltered() {
        return filter.equals(unfiltered);
    }

    /** Applies a filter. A change by typing replaces the browser's history entry instead of adding one. */
    protected final void applyFilter(F changed, boolean typing) {
        filter = changed;
        if (typing) {
            PageAddress.replace(path, format.apply(filter));
        } else {
            PageAddress.push(path, format.apply(filter));
        }
        showList();
    }

    /** Applies a filter and adds an entry to the browser's history. */
    protected final void applyFilter(F changed) {
        applyFilter(changed, false);
    }

    /** Applies the filter with which the page opens. */
    protected final void showAll() {
        showFilter(unfiltered);
        applyFilter(unfiltered);
    }
}
