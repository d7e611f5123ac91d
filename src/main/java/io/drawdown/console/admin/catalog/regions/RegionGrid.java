package io.drawdown.console.admin.catalog.regions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Region;
import io.drawdown.console.admin.catalog.EntryMenu;
import io.drawdown.console.admin.catalog.offers.OffersView;
import io.drawdown.console.admin.catalog.prices.ListPricesView;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.field.ZoneField;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.components.list.FilterBar;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;

/** The grid of regions, with the number of offers on sale in each. */
class RegionGrid extends DataGrid<Region> {

    static final Map<String, Comparator<Region>> SORTABLE = Map.of(
            "code", Comparator.comparing(Region::code),
            "zone", Comparator.comparing(region -> region.zone().getId()),
            "sells", Comparator.comparing(Region::sellsPackages));

    private final Map<String, Long> onSale;
    private final Consumer<String> edit;
    private final EntryMenu.Actions menuActions;
    private final Instant now;

    /**
     * Creates a grid of regions.
     *
     * @param onSale the number of offers on sale in each region, by code
     * @param edit edits the region with a code
     * @param menuActions what the menu of a region does
     */
    RegionGrid(Map<String, Long> onSale, Consumer<String> edit, EntryMenu.Actions menuActions, Instant now) {
        super(Region::code);
        this.onSale = onSale;
        this.edit = edit;
        this.menuActions = menuActions;
        this.now = now;
        componentColumn("Region", region -> CellLayout.twoLines(new StrongText(region.code()), region.name()))
                .setSortProperty("code")
                .setFlexGrow(2)
                .setWidth("10rem")
                .setRowHeader(true);
        componentColumn("Time zone", region -> CellLayout.twoLines(region.zone().getId(), timeText(region)))
                .setSortProperty("zone")
                .setFlexGrow(2)
                .setWidth("10rem");
        componentColumn("Packages", RegionGrid::salesBadge)
                .setSortProperty("sells")
                .setFlexGrow(1)
                .setWidth("8rem");
        componentColumn("Offers on sale", this::offers)
                .setFlexGrow(1)
                .setWidth("8rem")
                .setSortable(false);
        componentColumn("List prices", RegionGrid::prices)
                .setFlexGrow(1)
                .setWidth("7rem")
                .setSortable(false);
        componentColumn("Edit", this::action).setFlexGrow(0).setWidth("12rem").setSortable(false);
        showAsCardsWhenNarrow("Regions", this::card);
    }

    private String timeText(Region region) {
        return Format.timeOfDay(now, region.zone()) + " now";
    }

    private static StatusBadge salesBadge(Region region) {
        if (region.retired()) {
            return new StatusBadge("Retired", StatusTone.EXPIRED);
        }
        return region.sellsPackages()
                ? new StatusBadge("Sold", StatusTone.WELL)
                : new StatusBadge("Not sold", StatusTone.EXPIRED);
    }

    private Component offers(Region region) {
        var number = onSale.getOrDefault(region.code(), 0L);
        return number == 0
                ? new Span("no offers")
                : new Anchor(
                        PageAddress.of(
                                OffersView.PATH,
                                QueryParameters.of(FilterBar.REGION, region.code())
                                        .merging(OffersView.SALE, "on-sale")),
                        Format.count(number, "offer", "offers"));
    }

    private static Component prices(Region region) {
        var link = new Anchor(
                PageAddress.of(ListPricesView.PATH, QueryParameters.of(FilterBar.REGION, region.code())), "See prices");
        link.setAriaLabel("See prices of " + region.code());
        return link;
    }

    private Component action(Region region) {
        var actions = new Div(
                CellLayout.rowButton("Edit …", "Edit " + region.code(), () -> edit.accept(region.code())),
                new EntryMenu(region.code(), region.retired(), menuActions));
        actions.addClassName("row-actions");
        return actions;
    }

    private Component card(Region region) {
        return CellLayout.rowCard(
                CellLayout.spread(new StrongText(region.code()), salesBadge(region)),
                CellLayout.quietText(region.name() + " · " + ZoneField.describe(region.zone(), now)),
                CellLayout.spread(offers(region), prices(region), action(region)));
    }
}
