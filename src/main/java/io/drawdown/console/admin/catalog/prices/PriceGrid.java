package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.console.admin.catalog.PriceLabels;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The grid of scopes, each with its current list price, the start of that price, and the next price. Instants are in
 * the region's zone.
 */
class PriceGrid extends DataGrid<PriceHistory> {

    static final Map<String, Comparator<PriceHistory>> SORTABLE = Map.of(
            "specification", Comparator.comparing(history -> history.scope().specification()),
            "region", Comparator.comparing(PriceHistory::scope),
            "pool", Comparator.comparing(history -> history.scope().pool()));

    private final CatalogNames names;
    private final Consumer<PriceScope> addPrice;
    private final Instant now;

    PriceGrid(CatalogNames names, Consumer<PriceScope> addPrice, Instant now) {
        super(PriceHistory::scope);
        this.names = names;
        this.addPrice = addPrice;
        this.now = now;
        componentColumn("Specification", this::link)
                .setSortProperty("specification")
                .setFlexGrow(2)
                .setWidth("11rem")
                .setRowHeader(true);
        textColumn("Region", history -> history.scope().region())
                .setSortProperty("region")
                .setFlexGrow(1)
                .setWidth("8rem");
        textColumn("Pool", history -> PriceLabels.label(history.scope().pool()))
                .setSortProperty("pool")
                .setFlexGrow(0)
                .setWidth("7rem");
        componentColumn("A node-hour", this::priceCell)
                .setFlexGrow(1)
                .setWidth("9rem")
                .setSortable(false);
        componentColumn("Next", this::nextPriceCell)
                .setFlexGrow(1)
                .setWidth("10rem")
                .setSortable(false);
        componentColumn("New price", this::action)
                .setFlexGrow(0)
                .setWidth("8.5rem")
                .setSortable(false);
        showAsCardsWhenNarrow("List prices", this::card);
    }

    private Component link(PriceHistory history) {
        var place = history.scope();
        var link = new Anchor(
                PageAddress.of(PriceHistoryView.PATH, place.toParameters()),
                names.specificationName(place.specification()));
        link.setAriaLabel("List prices of " + names.specificationName(place.specification()) + " in " + place.region()
                + ", " + DomainLabels.label(place.pool()));
        return CellLayout.twoLines(link, place.specification());
    }

    private Component priceCell(PriceHistory history) {
        return history.priceAt(now)
                .<Component>map(price -> CellLayout.twoLines(
                        new StrongText(Format.nodeHourPrice(price.perNodeHour())), sinceText(history, price)))
                .orElseGet(() -> CellLayout.twoLines(new StatusBadge("No price", StatusTone.LOW), "Usage is rejected"));
    }

    private String sinceText(PriceHistory history, ListPrice price) {
        return price.from().equals(ListPrice.EARLIEST_FROM)
                ? "since the beginning"
                : "since "
                        + PriceLabels.instantText(
                                price.from(), names.regionZone(history.scope().region()));
    }

    private Component nextPriceCell(PriceHistory history) {
        return history.firstPriceAfter(now)
                .<Component>map(price -> CellLayout.twoLines(
                        Format.nodeHourPrice(price.perNodeHour()),
                        "from "
                                + PriceLabels.instantText(
                                        price.from(),
                                        names.regionZone(history.scope().region()))))
                .orElseGet(Span::new);
    }

    private Button action(PriceHistory history) {
        var place = history.scope();
        return CellLayout.rowButton(
                "New price …",
                "New price of " + place.specification() + " in " + place.region() + ", "
                        + DomainLabels.label(place.pool()),
                () -> addPrice.accept(place));
    }

    private Component card(PriceHistory history) {
        var place = history.scope();
        return CellLayout.rowCard(
                CellLayout.spread(link(history), priceCell(history)),
                CellLayout.quietText(place.region() + " · " + DomainLabels.label(place.pool())),
                CellLayout.spread(nextPriceCell(history), action(history)));
    }
}
