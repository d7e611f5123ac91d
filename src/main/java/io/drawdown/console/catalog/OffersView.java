package io.drawdown.console.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.Offer;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.FilteredPage;
import io.drawdown.console.components.Confirmation;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import jakarta.annotation.security.RolesAllowed;
import java.util.function.Consumer;

@Route(OffersView.PATH)
@PageTitle("Offers · Drawdown")
@Menu(title = "Offers", order = 43)
@RolesAllowed("ADMIN")
class OffersView extends FilteredPage<OfferFilter> implements OfferTable.Deeds {

    static final String PATH = "offers";

    private final OfferDesk desk;
    private final CatalogNames names;
    private final OfferFilterBar bar;
    private final Div list = new Div();

    OffersView(OfferDesk desk) {
        super("Offers", PATH, OfferFilter.ALL, OfferFilters::of, OfferFilters::address);
        this.desk = desk;
        names = CatalogNames.of(desk.catalog());
        bar = new OfferFilterBar(names, this::filtered);
        var add = new Button(
                "Add an offer …",
                click -> OfferDialog.adding(desk, saved("is added")).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        var content = new Div(bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void fill(OfferFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void show() {
        var offers = desk.list(filter());
        var count = offers.count();
        bar.setVisible(count > 0 || !isAll());
        bar.setCount(count);
        list.removeAll();
        if (count == 0) {
            list.add(nothing());
        } else {
            var table = new OfferTable(names, this);
            table.show(offers, count);
            list.add(table);
        }
    }

    @Override
    public void edit(String code) {
        with(code, offer -> OfferDialog.editing(desk, offer, saved("is saved")).open());
    }

    @Override
    public void duplicate(String code) {
        with(
                code,
                offer -> OfferDialog.duplicating(desk, offer, saved("is added")).open());
    }

    @Override
    public void putOnSale(String code, boolean onSale) {
        with(code, seen -> {
            trying(() -> {
                desk.catalog()
                        .putOffer(
                                seen,
                                new Offer(
                                        seen.code(),
                                        seen.name(),
                                        seen.region(),
                                        seen.specification(),
                                        seen.activities(),
                                        seen.nodeHours(),
                                        seen.months(),
                                        seen.price(),
                                        onSale));
                var undo = new Button("Undo", click -> putOnSale(code, !onSale));
                say(new Notice(
                                Notice.Tone.SUCCESS,
                                seen.name() + " is "
                                        + (onSale
                                                ? "on sale. It can be bought from now on."
                                                : "off sale. Nobody can buy it any more; packages that were bought go on being used."))
                        .action(undo));
                undo.focus();
            });
        });
    }

    @Override
    public void remove(String code) {
        with(
                code,
                offer -> new Confirmation(
                                "Delete " + offer.name() + "?",
                                "The offer " + code
                                        + " will be gone. This can’t be undone. It can be deleted because nothing was ever bought or given under it.",
                                "Delete",
                                () -> trying(() -> {
                                    desk.catalog().removeOffer(code);
                                    say(new Notice(Notice.Tone.SUCCESS, offer.name() + " (" + code + ") is deleted."));
                                }))
                        .danger()
                        .open());
    }

    private Consumer<Offer> saved(String what) {
        return offer -> {
            say(new Notice(Notice.Tone.SUCCESS, offer.name() + " (" + offer.code() + ") " + what + "."));
            show();
        };
    }

    /** Does something with an offer as it is now, or says that it is gone. */
    private void with(String code, Consumer<Offer> deed) {
        desk.catalog().offer(code).ifPresentOrElse(deed, () -> {
            say(new Notice(Notice.Tone.ERROR, "The offer " + code + " has been deleted meanwhile."));
            show();
        });
    }

    private void trying(Runnable deed) {
        try {
            deed.run();
        } catch (ProblemException refused) {
            say(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
        show();
    }

    private EmptyState nothing() {
        return isAll()
                ? new EmptyState(
                        "No offers yet",
                        "An offer is a package that customers can buy: node-hours of a specification in a region. "
                                + "Add a region and a specification first, then an offer.")
                : new EmptyState(
                        "Nothing matches",
                        "No offer is like that. Change a filter, or show all again.",
                        new Button("Show all offers", click -> showAll()));
    }
}
