package io.drawdown.console.admin.catalog.offers;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.FilteredPage;
import jakarta.annotation.security.RolesAllowed;
import java.util.function.Consumer;

@Route(OffersView.PATH)
@PageTitle("Offers · Drawdown")
@Menu(title = "Offers", order = 43)
@RolesAllowed("ADMIN")
public class OffersView extends FilteredPage<OfferFilter> implements OfferGrid.Actions {

    public static final String PATH = "offers";

    private final Offers offers;
    private final OfferRows rows;
    private final CatalogNamesLoader catalogNames;
    private final CatalogNames names;
    private final OfferFilterBar bar;
    private final Div list = new Div();

    OffersView(Offers offers, OfferRows rows, CatalogNamesLoader catalogNames) {
        super(
                "Offers",
                PATH,
                OfferFilter.UNFILTERED,
                OfferFilterParameters::parse,
                OfferFilterParameters::toParameters);
        this.offers = offers;
        this.rows = rows;
        this.catalogNames = catalogNames;
        names = catalogNames.load();
        bar = new OfferFilterBar(names, this::applyFilter);
        var add = new Button(
                "Add an offer …",
                click -> OfferDialog.forNewOffer(offers, rows, catalogNames.load(), savedNotice("is added"))
                        .open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
        var content = new Div(bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void showFilter(OfferFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void showList() {
        var found = rows.list(filter());
        var count = found.count();
        bar.setVisible(count > 0 || !isUnfiltered());
        bar.setCount(count);
        list.removeAll();
        if (count == 0) {
            list.add(emptyState());
        } else {
            var table = new OfferGrid(names, this);
            table.show(found, count);
            list.add(table);
        }
    }

    @Override
    public void edit(String code) {
        withCurrentOffer(
                code,
                offer -> OfferDialog.forExistingOffer(offers, rows, catalogNames.load(), offer, savedNotice("is saved"))
                        .open());
    }

    @Override
    public void duplicate(String code) {
        withCurrentOffer(
                code,
                offer -> OfferDialog.forDuplicateOf(offers, rows, catalogNames.load(), offer, savedNotice("is added"))
                        .open());
    }

    @Override
    public void putOnSale(String code, boolean onSale) {
        withCurrentOffer(code, seen -> {
            runOrShowProblem(() -> {
                offers.put(
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
                showNotice(new Notice(
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
        withCurrentOffer(
                code,
                offer -> new ConfirmationDialog(
                                "Delete " + offer.name() + "?",
                                "The offer " + code
                                        + " will be gone. This can’t be undone. It can be deleted because nothing was ever bought or given under it.",
                                "Delete",
                                () -> runOrShowProblem(() -> {
                                    offers.remove(code);
                                    showNotice(new Notice(
                                            Notice.Tone.SUCCESS, offer.name() + " (" + code + ") is deleted."));
                                }))
                        .danger()
                        .open());
    }

    private Consumer<Offer> savedNotice(String what) {
        return offer -> {
            showNotice(new Notice(Notice.Tone.SUCCESS, offer.name() + " (" + offer.code() + ") " + what + "."));
            showList();
        };
    }

    /** Runs an action on the current version of an offer, or reports that the offer is gone. */
    private void withCurrentOffer(String code, Consumer<Offer> deed) {
        offers.find(code).ifPresentOrElse(deed, () -> {
            showNotice(new Notice(Notice.Tone.ERROR, "The offer " + code + " has been deleted meanwhile."));
            showList();
        });
    }

    private void runOrShowProblem(Runnable deed) {
        try {
            deed.run();
        } catch (ProblemException refused) {
            showNotice(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
        showList();
    }

    private EmptyState emptyState() {
        return isUnfiltered()
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
