package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.dialog.PasswordAgainRequest;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.label.DomainLabels;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page with the list prices of one scope over time. */
@Route(PriceHistoryView.PATH)
@PageTitle("List price · Drawdown")
@RolesAllowed("ADMIN")
class PriceHistoryView extends Page implements BeforeEnterObserver {

    static final String PATH = "list-prices/history";

    private final ListPrices listPrices;
    private final PriceHistories histories;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;

    PriceHistoryView(ListPrices listPrices, PriceHistories histories, CatalogNamesLoader catalogNames, Clock clock) {
        super("List price");
        this.listPrices = listPrices;
        this.histories = histories;
        this.catalogNames = catalogNames;
        this.clock = clock;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        var names = catalogNames.load();
        var place = PriceScope.parse(entered.getLocation().getQueryParameters())
                .filter(one -> names.regionCodes().contains(one.region())
                        && names.specificationCodes().contains(one.specification()))
                .orElseThrow(NotFoundException::new);
        show(place);
    }

    private void show(PriceScope place) {
        clear();
        var names = catalogNames.load();
        var zone = names.regionZone(place.region());
        var history = histories.find(place);
        var now = clock.instant();
        header().setTitle(names.specificationName(place.specification()) + " in " + place.region() + ", "
                + DomainLabels.label(place.pool()));
        var add = new Button(
                "New price …",
                click -> new PriceDialog(listPrices, histories, names, clock, place, notice -> {
                            show(place);
                            showNotice(notice);
                        })
                        .open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        var way = new Div(new RouterLink("List Prices", ListPricesView.class));
        way.addClassName("breadcrumb");
        addComponentAsFirst(way);
        if (history.hasNoPriceAt(now)) {
            add(new Notice(
                    Notice.Tone.WARNING,
                    "No list price is in force now. Usage here is rejected, even if a package would cover it."));
        }
        if (history.prices().isEmpty()) {
            add(new EmptyState("No list price yet", "Set one, then replay the usage that was rejected without it."));
        } else {
            var about = new Paragraph("Times are in " + zone.getId()
                    + ". Usage is charged at the list price in force when it started; a new price never"
                    + " changes settled usage.");
            about.addClassName("quiet");
            add(new Card(
                    "Prices of a node-hour",
                    new PriceTimeline(history, now, zone, price -> askToRemove(place, price)),
                    about));
        }
    }

    private void askToRemove(PriceScope place, ListPrice price) {
        new ConfirmationDialog(
                        "Delete the list price of " + Format.nodeHourPrice(price.perNodeHour()) + "?",
                        "This can’t be undone. Only a price that isn’t in force yet can be deleted, or one of a"
                                + " specification that was never used here.",
                        "Delete",
                        () -> remove(place, price))
                .danger()
                .open();
    }

    private void remove(PriceScope place, ListPrice price) {
        try {
            PasswordAgainRequest.run(() -> {
                listPrices.remove(price.region(), price.specification(), price.pool(), price.from());
                show(place);
                showNotice(new Notice(
                        Notice.Tone.SUCCESS,
                        "The list price of " + Format.nodeHourPrice(price.perNodeHour()) + " is deleted."));
            });
        } catch (ProblemException refused) {
            showNotice(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }
}
