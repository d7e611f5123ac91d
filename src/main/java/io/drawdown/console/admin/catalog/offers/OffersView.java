package io.drawdown.console.admin.catalog.offers;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.admin.catalog.offers.OfferFilter.Sale;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import jakarta.annotation.security.RolesAllowed;
import java.util.function.Consumer;

@Route(OffersView.PATH)
@PageTitle("Offers · Drawdown")
@Menu(title = "Offers", order = 43)
@RolesAllowed("ADMIN")
public class OffersView extends ListPage<OfferRow> implements OfferGrid.Actions {

    public static final String PATH = "offers";

    /** The parameter that filters by whether offers are on sale. */
    public static final String SALE = "sale";

    private final Offers offers;
    private final OfferRows rows;
    private final CatalogNamesLoader catalogNames;
    private final CatalogNames names;
    private final Filter<String> text;
    private final Filter<String> region;
    private final Filter<String> specification;
    private final Filter<Sale> sale;

    OffersView(Offers offers, OfferRows rows, CatalogNamesLoader catalogNames) {
        super("Offers", PATH, "offer", "offers");
        this.offers = offers;
        this.rows = rows;
        this.catalogNames = catalogNames;
        names = catalogNames.load();
        text = filters().search("text", "Search", "Name or code");
        region = filters().region(names);
        specification = filters().specification(names);
        sale = filters().choice(SALE, "Sale", Sale.values(), Sale::words);
        var add = new Button(
                "Add an offer …",
                click -> OfferDialog.forNewOffer(offers, rows, catalogNames.load(), savedNotice("is added"))
                        .open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(add);
    }

    @Override
    protected Listing<OfferRow> rows() {
        return rows.list(new OfferFilter(text.value(), region.value(), specification.value(), sale.value()));
    }

    @Override
    protected OfferGrid grid() {
        return new OfferGrid(names, this);
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No offers yet",
                "An offer is a package that customers can buy: node-hours of a specification in a region. "
                        + "Add a region and a specification first, then an offer.");
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
                offers.put(seen, seen.withOnSale(onSale));
                var undo = new Button("Undo", click -> putOnSale(code, !onSale));
                showNotice(new Notice(
                                Notice.Tone.SUCCESS,
                                seen.name() + " is "
                                        + (onSale
                                                ? "on sale. Customers can buy it now."
                                                : "off sale. Customers can’t buy it any more; packages already bought"
                                                        + " stay usable."))
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
                                        + " will be deleted. This can’t be undone. It can be deleted because it was"
                                        + " never bought or given.",
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
            showNotice(new Notice(Notice.Tone.ERROR, "The offer " + code + " has been deleted in the meantime."));
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
}
