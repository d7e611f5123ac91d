package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Page;

/** A page with a list and its filters. A subclass declares the filters and says which rows match them. */
public abstract class ListPage<T> extends Page implements BeforeEnterObserver {

    private final FilterBar filters;
    private final FilteredList<T> list;
    private final Paragraph explanation = new Paragraph();

    /** Creates a page with a title at a path, given the singular and plural of its rows. */
    protected ListPage(String title, String path, String singular, String plural) {
        super(title);
        filters = new FilterBar(path, singular, plural);
        list = new FilteredList<>(filters, this::rows, this::grid, this::nothingYet);
        filters.onChange(this::showList);
        add(list);
    }

    /** Returns the rows that match the current filters. */
    protected abstract Listing<T> rows();

    /** Returns the grid in which the rows are shown, the same one each time or a new one. */
    protected abstract DataGrid<T> grid();

    /** Returns the text for a list that is empty without filters. */
    protected abstract EmptyState nothingYet();

    /** Adapts the rest of the page to the number of matching rows. */
    protected void onShown(long count) {}

    @Override
    public final void beforeEnter(BeforeEnterEvent entered) {
        try {
            filters.open(entered.getLocation().getQueryParameters());
            showList();
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
    }

    /** Returns the filters. */
    protected final FilterBar filters() {
        return filters;
    }

    /** Adds a component above the filters. */
    protected final void addIntroduction(Component introduction) {
        list.addComponentAsFirst(introduction);
    }

    /** Adds a text above the filters that explains the rows. It is hidden while there is nothing to list. */
    protected final void explainRows(String text) {
        explanation.setText(text);
        explanation.addClassName("quiet");
        addIntroduction(explanation);
    }

    /** Shows the current rows. Rows that stay in view are kept. */
    protected final void refreshList() {
        list.refresh();
    }

    /** Shows the current rows. */
    protected final void showList() {
        var count = list.show();
        explanation.setVisible(count > 0 || !filters.isUnfiltered());
        onShown(count);
    }
}
