package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Region;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Route("regions")
@PageTitle("Regions · Drawdown")
@Menu(title = "Regions", order = 40)
@RolesAllowed("ADMIN")
class RegionsView extends SearchedPage<Region> {

    private final Catalog catalog;
    private final Clock clock;

    RegionsView(Catalog catalog, Clock clock) {
        super("Regions", "regions", "region", "regions");
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    protected List<Region> all() {
        return catalog.regions();
    }

    @Override
    protected List<@Nullable String> texts(Region region) {
        return List.of(region.code(), region.name(), region.zone().getId());
    }

    @Override
    protected Component table(List<Region> some, Consumer<Region> edit) {
        var onSale = catalog.offers(null, null).stream()
                .filter(Offer::onSale)
                .collect(Collectors.groupingBy(Offer::region, Collectors.counting()));
        var table =
                new RegionTable(onSale, code -> edit.accept(catalog.region(code).orElseThrow()), clock.instant());
        table.show(new Rows<>(some, RegionTable.SORTABLE), some.size());
        return table;
    }

    @Override
    protected Dialog dialog(@Nullable Region seen, Consumer<Region> saved) {
        return new RegionDialog(catalog, seen, clock.instant(), saved);
    }

    @Override
    protected String name(Region region) {
        return region.name() + " (" + region.code() + ")";
    }

    @Override
    protected String nothingYet() {
        return "A region is a place where jobs run. Add the first one; then specifications, list prices and offers.";
    }
}
