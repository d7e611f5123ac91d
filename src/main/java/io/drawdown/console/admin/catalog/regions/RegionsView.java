package io.drawdown.console.admin.catalog.regions;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Region;
import io.drawdown.console.admin.catalog.RetirablePage;
import io.drawdown.console.components.EmptyState;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Route("regions")
@PageTitle("Regions · Drawdown")
@Menu(title = "Regions", order = 40)
@RolesAllowed("ADMIN")
class RegionsView extends RetirablePage<Region> {

    private final Regions regions;
    private final Offers offers;
    private final Clock clock;

    RegionsView(Regions regions, Offers offers, Clock clock) {
        super("Regions", "regions", "region", "regions");
        this.regions = regions;
        this.offers = offers;
        this.clock = clock;
    }

    @Override
    protected List<Region> loadAll() {
        return regions.list();
    }

    @Override
    protected @Nullable String[] searchTexts(Region region) {
        return new String[] {region.code(), region.name(), region.zone().getId()};
    }

    @Override
    protected Map<String, Comparator<Region>> orders() {
        return RegionGrid.SORTABLE;
    }

    @Override
    protected RegionGrid grid() {
        var onSale = offers.list(null, null).stream()
                .filter(Offer::onSale)
                .collect(Collectors.groupingBy(Offer::region, Collectors.counting()));
        return new RegionGrid(onSale, code -> edit(regions.find(code).orElseThrow()), this, clock.instant());
    }

    @Override
    protected Dialog createDialog(@Nullable Region seen, Consumer<Region> saved) {
        return new RegionDialog(regions, seen, clock.instant(), saved);
    }

    @Override
    protected String displayName(Region region) {
        return region.name() + " (" + region.code() + ")";
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No regions yet",
                "A region is a place where jobs run. Add the first one; then specifications, list prices and offers.");
    }

    @Override
    protected Optional<Region> find(String code) {
        return regions.find(code);
    }

    @Override
    protected void retire(String code) {
        regions.retire(code);
    }

    @Override
    protected void restoreRetired(String code) {
        regions.restore(code);
    }

    @Override
    protected void remove(String code) {
        regions.remove(code);
    }
}
