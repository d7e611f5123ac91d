package io.drawdown.console.admin.catalog.offers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;

/** The grid of offers, each with its price compared with pay-per-use and its actions. */
class OfferGrid extends DataGrid<OfferRow> {

    /** The actions on the offer with a code. */
    interface Actions {
        void edit(String code);

        void duplicate(String code);

        void putOnSale(String code, boolean onSale);

        void remove(String code);
    }

    private final CatalogNames names;
    private final Actions rowActions;

    OfferGrid(CatalogNames names, Actions rowActions) {
        super(row -> row.offer().code());
        this.names = names;
        this.rowActions = rowActions;
        componentColumn(
                        "Offer",
                        row -> CellLayout.twoLines(
                                new StrongText(row.offer().name()), row.offer().code()))
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("10rem")
                .setRowHeader(true);
        componentColumn(
                        "For",
                        row -> CellLayout.twoLines(
                                names.specificationName(row.offer().specification()),
                                row.offer().region()))
                .setSortProperty("place")
                .setFlexGrow(1)
                .setWidth("7rem");
        componentColumn(
                        "Contents",
                        row -> CellLayout.twoLines(
                                contents(row.offer()),
                                DomainLabels.label(row.offer().activities())))
                .setSortProperty("nodeHours")
                .setFlexGrow(1)
                .setWidth("8.5rem");
        numberColumn("Price", row -> Format.money(row.offer().price()))
                .setSortProperty("price")
                .setFlexGrow(0)
                .setWidth("6.5rem");
        componentColumn(
                        "A node-hour",
                        row -> CellLayout.twoLines(
                                Format.nodeHourPrice(row.compared().perNodeHour()),
                                OfferComparison.describeBesidePrice(row.compared(), row.listPrice())))
                .setFlexGrow(1)
                .setWidth("9rem")
                .setSortable(false);
        numberColumn("Sold", OfferGrid::soldText)
                .setTooltipGenerator(OfferGrid::soldSentence)
                .setFlexGrow(0)
                .setWidth("3.5rem")
                .setSortable(false);
        componentColumn("Sale", this::saleCell)
                .setSortProperty("onSale")
                .setFlexGrow(0)
                .setWidth("8.5rem");
        componentColumn("Edit", this::actionsMenu)
                .setFlexGrow(0)
                .setWidth("7rem")
                .setSortable(false);
        showAsCardsWhenNarrow("Offers", this::card);
    }

    private static String contents(Offer offer) {
        return Format.wholeHours(offer.nodeHours()) + ", " + Format.count(offer.months(), "month", "months");
    }

    private static String soldText(OfferRow row) {
        return Format.count(row.sold().bought() + row.sold().given());
    }

    private static String soldSentence(OfferRow row) {
        return Format.count(row.sold().bought(), "package", "packages") + " bought, "
                + Format.count(row.sold().given()) + " given";
    }

    private Component saleCell(OfferRow row) {
        var sale = new Div(saleBadge(row.offer()), saleButton(row.offer()));
        sale.addClassName("sale");
        return sale;
    }

    private static StatusBadge saleBadge(Offer offer) {
        return offer.onSale()
                ? new StatusBadge("On sale", StatusTone.WELL)
                : new StatusBadge("Off sale", StatusTone.EXPIRED);
    }

    private Button saleButton(Offer offer) {
        var words = offer.onSale() ? "Take off sale" : "Put on sale";
        return CellLayout.rowButton(
                words, words + ": " + offer.code(), () -> rowActions.putOnSale(offer.code(), !offer.onSale()));
    }

    private Component actionsMenu(OfferRow row) {
        var offer = row.offer();
        var more = new MenuBar();
        more.addThemeVariants(MenuBarVariant.SMALL);
        var menu = more.addItem("More");
        menu.setAriaLabel("More for " + offer.code());
        menu.getSubMenu().addItem("Duplicate …", click -> rowActions.duplicate(offer.code()));
        var delete = menu.getSubMenu()
                .addItem(
                        row.sold().hasAny() ? "Can’t be deleted: it was sold" : "Delete …",
                        click -> rowActions.remove(offer.code()));
        delete.setEnabled(!row.sold().hasAny());
        var actions = new Div(
                CellLayout.rowButton("Edit …", "Edit " + offer.code(), () -> rowActions.edit(offer.code())), more);
        actions.addClassName("row-actions");
        return actions;
    }

    private Component card(OfferRow row) {
        var offer = row.offer();
        return CellLayout.rowCard(
                CellLayout.spread(new StrongText(offer.name()), saleBadge(offer)),
                CellLayout.quietText(offer.code()),
                new Span(names.specificationName(offer.specification()) + " in " + offer.region() + " · "
                        + contents(offer)),
                CellLayout.spread(new StrongText(Format.money(offer.price())), new Span(soldSentence(row))),
                CellLayout.quietText(OfferComparison.describe(row.compared(), row.listPrice())),
                CellLayout.spread(saleButton(offer), actionsMenu(row)));
    }
}
