package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.admin.catalog.PriceLabels;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.components.list.SortedRows;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Route(ListPricesView.PATH)
@PageTitle("List Prices · Drawdown")
@Menu(title = "List Prices", order = 42)
@RolesAllowed("ADMIN")
public class ListPricesView extends ListPage<PriceHistory> {

    public static final String PATH = "list-prices";

    private static final String PRICE = "price";

    private final ListPrices listPrices;
    private final PriceHistories histories;
    private final Clock clock;
    private final CatalogNames names;
    private final Filter<String> region;
    private final Filter<String> specification;
    private final Filter<Pool> pool;
    private final Filter<PriceState> state;
    private final Div missingPrices = new Div();

    ListPricesView(ListPrices listPrices, PriceHistories histories, CatalogNamesLoader catalogNames, Clock clock) {
        super("List Prices", PATH, "list price", "list prices");
        this.listPrices = listPrices;
        this.histories = histories;
        this.clock = clock;
        names = catalogNames.load();
        region = filters().region(names);
        specification = filters().specification(names);
        pool = filters().choice(PriceScope.POOL, "Pool", Pool.values(), PriceLabels::label);
        state = filters().choice(PRICE, "Price", PriceState.values(), PriceState::words);
        var add = new Button("New price …", click -> openPriceDialog(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        missingPrices.addClassName("notices");
        addIntroduction(missingPrices);
    }

    @Override
    protected Listing<PriceHistory> rows() {
        var now = clock.instant();
        var all = histories.list();
        showMissingPrices(
                all.stream().filter(history -> history.hasNoPriceAt(now)).count());
        return new SortedRows<>(
                all.stream().filter(history -> matches(history, now)).toList(), PriceGrid.SORTABLE);
    }

    @Override
    protected PriceGrid grid() {
        return new PriceGrid(names, this::openPriceDialog, clock.instant());
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No list prices yet",
                "A list price is what a node-hour costs that no package covers. Without one, usage is rejected. "
                        + "Add regions and specifications first, then a price for each.");
    }

    private boolean matches(PriceHistory history, Instant now) {
        var scope = history.scope();
        return (region.value() == null || region.value().equals(scope.region()))
                && (specification.value() == null || specification.value().equals(scope.specification()))
                && (pool.value() == null || pool.value() == scope.pool())
                && (state.value() == null || state.value().applies(history, now));
    }

    private void showMissingPrices(long number) {
        missingPrices.removeAll();
        if (number == 0) {
            return;
        }
        var notice = new Notice(
                Notice.Tone.WARNING,
                (number == 1
                                ? "One specification in a region has offers or a future price, but no list price in"
                                        + " force."
                                : Format.count(number)
                                        + " specifications in regions have offers or a future price, but no list price"
                                        + " in force.")
                        + " Usage there is rejected, even if a package would cover it.");
        if (state.value() != PriceState.MISSING) {
            var missing = AddressParameters.with(QueryParameters.empty(), PRICE, PriceState.MISSING);
            notice.action(new Anchor(PageAddress.of(PATH, missing), "Show missing prices"));
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
}
