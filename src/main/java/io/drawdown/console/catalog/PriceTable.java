package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import io.drawdown.catalog.ListPrice;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;

/** Places with their list price now, since when it holds, and the next. Instants are in the region's zone. */
class PriceTable extends Table<PriceHistory> {

    static final Map<String, Comparator<PriceHistory>> SORTABLE = Map.of(
            "specification", Comparator.comparing(history -> history.place().specification()),
            "region", Comparator.comparing(PriceHistory::place),
            "pool", Comparator.comparing(history -> history.place().pool()));

    private final CatalogNames names;
    private final Consumer<PricePlace> add;
    private final Instant now;

    PriceTable(CatalogNames names, Consumer<PricePlace> add, Instant now) {
        super(PriceHistory::place);
        this.names = names;
        this.add = add;
        this.now = now;
        component("Specification", this::link)
                .setSortProperty("specification")
                .setFlexGrow(2)
                .setWidth("11rem")
                .setRowHeader(true);
        text("Region", history -> history.place().region())
                .setSortProperty("region")
                .setFlexGrow(1)
                .setWidth("8rem");
        text("Pool", history -> PriceWords.of(history.place().pool()))
                .setSortProperty("pool")
                .setFlexGrow(0)
                .setWidth("7rem");
        component("A node-hour", this::price).setFlexGrow(1).setWidth("9rem").setSortable(false);
        component("Next", this::next).setFlexGrow(1).setWidth("10rem").setSortable(false);
        component("New price", this::action).setFlexGrow(0).setWidth("8.5rem").setSortable(false);
        orAsCards("List prices", this::card);
    }

    private Component link(PriceHistory history) {
        var place = history.place();
        var link = new Anchor(
                Address.of(PriceHistoryView.PATH, PriceFilters.address(place)),
                names.specification(place.specification()));
        link.setAriaLabel("List prices of " + names.specification(place.specification()) + " in " + place.region()
                + ", " + Words.of(place.pool()));
        return Lines.of(link, place.specification());
    }

    private Component price(PriceHistory history) {
        return history.at(now)
                .<Component>map(price -> Lines.of(new Strong(Format.price(price.perNodeHour())), since(history, price)))
                .orElseGet(() -> Lines.of(new StatusBadge("No price", Tone.LOW), "Usage is rejected"));
    }

    private String since(PriceHistory history, ListPrice price) {
        return price.from().equals(ListPrice.ALWAYS)
                ? "from always"
                : "since "
                        + PriceWords.at(price.from(), names.zone(history.place().region()));
    }

    private Component next(PriceHistory history) {
        return history.after(now)
                .<Component>map(price -> Lines.of(
                        Format.price(price.perNodeHour()),
                        "from "
                                + PriceWords.at(
                                        price.from(), names.zone(history.place().region()))))
                .orElseGet(Span::new);
    }

    private Button action(PriceHistory history) {
        var place = history.place();
        return Lines.button(
                "New price …",
                "New price of " + place.specification() + " in " + place.region() + ", " + Words.of(place.pool()),
                () -> add.accept(place));
    }

    private Component card(PriceHistory history) {
        var place = history.place();
        return Lines.card(
                Lines.between(link(history), price(history)),
                Lines.quiet(place.region() + " · " + Words.of(place.pool())),
                Lines.between(next(history), action(history)));
    }
}
