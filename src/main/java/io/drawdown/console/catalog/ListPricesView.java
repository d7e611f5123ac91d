package io.drawdown.console.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.FilteredPage;
import io.drawdown.console.catalog.PriceFilter.Standing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.format.Format;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;

@Route(ListPricesView.PATH)
@PageTitle("List Prices · Drawdown")
@Menu(title = "List Prices", order = 42)
@RolesAllowed("ADMIN")
class ListPricesView extends FilteredPage<PriceFilter> {

    static final String PATH = "list-prices";

    private final PriceDesk desk;
    private final CatalogNames names;
    private final PriceFilterBar bar;
    private final Div gaps = new Div();
    private final Div list = new Div();

    ListPricesView(PriceDesk desk) {
        super("List Prices", PATH, PriceFilter.ALL, PriceFilters::of, PriceFilters::address);
        this.desk = desk;
        names = CatalogNames.of(desk.catalog());
        bar = new PriceFilterBar(names, this::filtered);
        var add = new Button("New price …", click -> newPrice(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        gaps.addClassName("notices");
        var content = new Div(gaps, bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void fill(PriceFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void show() {
        var now = desk.now();
        var all = desk.histories();
        var some =
                all.stream().filter(history -> filter().matches(history, now)).toList();
        showGaps(all.stream().filter(history -> history.isGap(now)).count());
        bar.setVisible(!all.isEmpty());
        bar.setCount(some.size());
        list.removeAll();
        if (some.isEmpty()) {
            list.add(nothing(all.isEmpty()));
        } else {
            var table = new PriceTable(names, this::newPrice, now);
            table.show(new Rows<>(some, PriceTable.SORTABLE), some.size());
            list.add(table);
        }
    }

    private void showGaps(long number) {
        gaps.removeAll();
        if (number == 0) {
            return;
        }
        var notice = new Notice(
                Notice.Tone.WARNING,
                (number == 1
                                ? "One specification in a region has offers, or a price to come, but no list price in force."
                                : Format.count(number)
                                        + " specifications in regions have offers, or a price to come, but no list price in force.")
                        + " Usage there is rejected, even if a package would cover it.");
        if (filter().standing() != Standing.MISSING) {
            var missing = PriceFilters.address(new PriceFilter(null, null, null, Standing.MISSING));
            notice.action(new Anchor(Address.of(PATH, missing), "Show what is missing"));
        }
        gaps.add(notice);
    }

    private void newPrice(@Nullable PricePlace place) {
        new PriceDialog(desk, names, place, notice -> {
                    say(notice);
                    show();
                })
                .open();
    }

    private EmptyState nothing(boolean yet) {
        return yet
                ? new EmptyState(
                        "No list prices yet",
                        "A list price is what a node-hour costs that no package covers. Without one, usage is rejected. "
                                + "Add regions and specifications first, then a price for each.")
                : new EmptyState(
                        "Nothing matches",
                        "No list price is like that. Change a filter, or show all again.",
                        new Button("Show all list prices", click -> showAll()));
    }
}
