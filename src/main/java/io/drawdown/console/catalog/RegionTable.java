package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.Region;
import io.drawdown.console.Address;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.Tone;
import io.drawdown.console.components.ZoneField;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;

/** Regions, with what is on sale in each. */
class RegionTable extends Table<Region> {

    static final Map<String, Comparator<Region>> SORTABLE = Map.of(
            "code", Comparator.comparing(Region::code),
            "zone", Comparator.comparing(region -> region.zone().getId()),
            "sells", Comparator.comparing(Region::sellsPackages));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Map<String, Long> onSale;
    private final Consumer<String> edit;
    private final Instant now;

    /**
     * A table of regions.
     *
     * @param onSale how many offers are on sale in each, by code
     * @param edit changes the region with a code
     */
    RegionTable(Map<String, Long> onSale, Consumer<String> edit, Instant now) {
        super(Region::code);
        this.onSale = onSale;
        this.edit = edit;
        this.now = now;
        component("Region", region -> Lines.of(new Strong(region.code()), region.name()))
                .setSortProperty("code")
                .setFlexGrow(2)
                .setWidth("10rem")
                .setRowHeader(true);
        component("Time zone", region -> Lines.of(region.zone().getId(), time(region)))
                .setSortProperty("zone")
                .setFlexGrow(2)
                .setWidth("10rem");
        component("Packages", RegionTable::badge)
                .setSortProperty("sells")
                .setFlexGrow(1)
                .setWidth("8rem");
        component("Offers on sale", this::offers)
                .setFlexGrow(1)
                .setWidth("8rem")
                .setSortable(false);
        component("List prices", RegionTable::prices)
                .setFlexGrow(1)
                .setWidth("7rem")
                .setSortable(false);
        component("Edit", this::action).setFlexGrow(0).setWidth("6rem").setSortable(false);
        orAsCards("Regions", this::card);
    }

    private String time(Region region) {
        return TIME.format(now.atZone(region.zone())) + " now";
    }

    private static StatusBadge badge(Region region) {
        return region.sellsPackages() ? new StatusBadge("Sold", Tone.WELL) : new StatusBadge("Not sold", Tone.EXPIRED);
    }

    private Component offers(Region region) {
        var number = onSale.getOrDefault(region.code(), 0L);
        return number == 0
                ? new Span("no offers")
                : new Anchor(
                        Address.of(
                                OffersView.PATH,
                                QueryParameters.of(OfferFilters.REGION, region.code())
                                        .merging(OfferFilters.SALE, "on-sale")),
                        Format.count(number, "offer", "offers"));
    }

    private static Component prices(Region region) {
        var link = new Anchor(
                Address.of(ListPricesView.PATH, QueryParameters.of(PriceFilters.REGION, region.code())), "See prices");
        link.setAriaLabel("See list prices of " + region.code());
        return link;
    }

    private Button action(Region region) {
        return Lines.button("Edit …", "Edit " + region.code(), () -> edit.accept(region.code()));
    }

    private Component card(Region region) {
        return Lines.card(
                Lines.between(new Strong(region.code()), badge(region)),
                Lines.quiet(region.name() + " · " + ZoneField.describe(region.zone(), now)),
                Lines.between(offers(region), prices(region), action(region)));
    }
}
