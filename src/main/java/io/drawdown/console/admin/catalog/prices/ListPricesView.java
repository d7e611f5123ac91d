package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.ListPrices;
import io.drawdown.console.admin.catalog.prices.PriceFilter.PriceState;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.FilteredPage;
import io.drawdown.console.components.list.SortedRows;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

@Route(ListPricesView.PATH)
@PageTitle("List Prices · Drawdown")
@Menu(title = "List Prices", order = 42)
@RolesAllowed("ADMIN")
public class ListPricesView extends FilteredPage<PriceFilter> {

    public static final String PATH = "list-prices";

    private final ListPrices listPrices;
    private final PriceHistories histories;
    private final Clock clock;
    private final CatalogNames names;
    private final PriceFilterBar bar;
    private final Div missingPrices = new Div();
    private final Div list = new Div();

    ListPricesView(ListPrices listPrices, PriceHistories histories, CatalogNamesLoader catalogNames, Clock clock) {
        super(
                "List Prices",
                PATH,
                PriceFilter.UNFILTERED,
                PriceFilterParameters::parse,
                PriceFilterParameters::toParameters);
        this.listPrices = listPrices;
        this.histories = histories;
        this.clock = clock;
        names = catalogNames.load();
        bar = new PriceFilterBar(names, this::applyFilter);
        var add = new Button("New price …", click -> openPriceDialog(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        missingPrices.addClassName("notices");
        var content = new Div(missingPrices, bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void showFilter(PriceFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void showList() {
        var now = clock.instant();
        var all = histories.list();
        var some =
                all.stream().filter(history -> filter().matches(history, now)).toList();
        showMissingPrices(
                all.stream().filter(history -> history.hasNoPriceAt(now)).count());
        bar.setVisible(!all.isEmpty());
        bar.setCount(some.size());
        list.removeAll();
        if (some.isEmpty()) {
            list.add(emptyState(all.isEmpty()));
        } else {
            var table = new PriceGrid(names, this::openPriceDialog, now);
            table.show(new SortedRows<>(some, PriceGrid.SORTABLE), some.size());
            list.add(table);
        }
    }

    private void showMissingPrices(long number) {
        missingPrices.removeAll();
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
        if (filter().standing() != PriceState.MISSING) {
            var missing = PriceFilterParameters.toParameters(new PriceFilter(null, null, null, PriceState.MISSING));
            notice.action(new Anchor(PageAddress.of(PATH, missing), "Show what is missing"));
        }
        missingPrices.add(notice);
    }

    private void openPriceDialog(@Nullable PriceScope place) {
        new PriceDialog(listPrices, histories, names, clock, place, notice -> {
                    showNotice(notice);
                    showList();
                })
                .open();
    }

    private EmptyState emptyState(boolean yet) {
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
