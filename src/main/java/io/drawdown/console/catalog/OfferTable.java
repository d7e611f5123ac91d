package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.drawdown.catalog.Offer;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;

/** Offers, each with its price beside pay-per-use and what can be done with it. */
class OfferTable extends Table<OfferRow> {

    /** What is done with an offer that has this code. */
    interface Deeds {
        void edit(String code);

        void duplicate(String code);

        void putOnSale(String code, boolean onSale);

        void remove(String code);
    }

    private final CatalogNames names;
    private final Deeds deeds;

    OfferTable(CatalogNames names, Deeds deeds) {
        super(row -> row.offer().code());
        this.names = names;
        this.deeds = deeds;
        component(
                        "Offer",
                        row -> Lines.of(
                                new Strong(row.offer().name()), row.offer().code()))
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("11rem")
                .setRowHeader(true);
        component(
                        "For",
                        row -> Lines.of(
                                names.specification(row.offer().specification()),
                                row.offer().region()))
                .setSortProperty("place")
                .setFlexGrow(1)
                .setWidth("7.5rem");
        component(
                        "Contents",
                        row -> Lines.of(
                                contents(row.offer()), Words.of(row.offer().activities())))
                .setSortProperty("nodeHours")
                .setFlexGrow(1)
                .setWidth("9.5rem");
        number("Price", row -> Format.money(row.offer().price()))
                .setSortProperty("price")
                .setFlexGrow(0)
                .setWidth("7.5rem");
        component(
                        "A node-hour",
                        row -> Lines.of(
                                Format.price(row.compared().perNodeHour()),
                                Comparison.beside(row.compared(), row.listPrice())))
                .setFlexGrow(1)
                .setWidth("11rem")
                .setSortable(false);
        number("Sold", OfferTable::sold)
                .setTooltipGenerator(OfferTable::soldInWords)
                .setFlexGrow(0)
                .setWidth("4rem")
                .setSortable(false);
        component("Sale", this::sale).setSortProperty("onSale").setFlexGrow(0).setWidth("7.5rem");
        component("Edit", this::actions).setFlexGrow(0).setWidth("9.5rem").setSortable(false);
        orAsCards("Offers", this::card);
    }

    private static String contents(Offer offer) {
        return Format.count(offer.nodeHours()) + "\u00a0h, " + Format.count(offer.months(), "month", "months");
    }

    private static String sold(OfferRow row) {
        return Format.count(row.sold().bought() + row.sold().given());
    }

    private static String soldInWords(OfferRow row) {
        return Format.count(row.sold().bought(), "package", "packages") + " bought, "
                + Format.count(row.sold().given()) + " given";
    }

    private Component sale(OfferRow row) {
        var sale = new Div(badge(row.offer()), toggle(row.offer()));
        sale.addClassName("sale");
        return sale;
    }

    private static StatusBadge badge(Offer offer) {
        return offer.onSale() ? new StatusBadge("On sale", Tone.WELL) : new StatusBadge("Off sale", Tone.EXPIRED);
    }

    private Button toggle(Offer offer) {
        var words = offer.onSale() ? "Take off sale" : "Put on sale";
        return Lines.button(words, words + ": " + offer.code(), () -> deeds.putOnSale(offer.code(), !offer.onSale()));
    }

    private Component actions(OfferRow row) {
        var offer = row.offer();
        var more = new MenuBar();
        more.addThemeVariants(MenuBarVariant.SMALL);
        var menu = more.addItem("More");
        menu.setAriaLabel("More for " + offer.code());
        menu.getSubMenu().addItem("Duplicate …", click -> deeds.duplicate(offer.code()));
        var delete = menu.getSubMenu()
                .addItem(
                        row.sold().any() ? "Can’t be deleted: it was sold" : "Delete …",
                        click -> deeds.remove(offer.code()));
        delete.setEnabled(!row.sold().any());
        var actions = new Div(Lines.button("Edit …", "Edit " + offer.code(), () -> deeds.edit(offer.code())), more);
        actions.addClassName("row-actions");
        return actions;
    }

    private Component card(OfferRow row) {
        var offer = row.offer();
        return Lines.card(
                Lines.between(new Strong(offer.name()), badge(offer)),
                Lines.quiet(offer.code()),
                new Span(
                        names.specification(offer.specification()) + " in " + offer.region() + " · " + contents(offer)),
                Lines.between(new Strong(Format.money(offer.price())), new Span(soldInWords(row))),
                Lines.quiet(Comparison.of(row.compared(), row.listPrice())),
                Lines.between(toggle(offer), actions(row)));
    }
}
