package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.purchase.SaleOffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field for the offer: a table that compares each price with pay-per-use. */
class OfferField extends FieldSet {

    private static final String GROUP = "offer";
    private static final String ERROR = "offer-error";

    private final Runnable changed;
    private final Div content = new Div();
    private final Span error = new Span();
    private final List<OfferRadio> radios = new ArrayList<>();
    private List<SaleOffer> offersOnSale = List.of();

    OfferField(Runnable changed) {
        super("Package");
        this.changed = changed;
        addClassNames("field", "offers");
        error.setId(ERROR);
        error.addClassName("error");
        getElement().setAttribute("aria-describedby", ERROR);
        error.getElement().setAttribute("role", "alert");
        add(content, error);
    }

    /** Sets the offers and chooses the one with a code if it is among them. */
    void setOffers(List<SaleOffer> offers, @Nullable String chosen) {
        offersOnSale = offers;
        radios.clear();
        content.removeAll();
        content.add(table());
        setVisible(!offers.isEmpty());
        choose(chosen);
        clearError();
    }

    @Nullable
    Offer value() {
        return radios.stream()
                .filter(OfferRadio::isChosen)
                .flatMap(radio -> offersOnSale.stream()
                        .map(SaleOffer::offer)
                        .filter(offer -> offer.code().equals(radio.offer())))
                .findFirst()
                .orElse(null);
    }

    boolean hasOffers() {
        return !offersOnSale.isEmpty();
    }

    void showError(String message) {
        error.setText(message);
        setVisible(true);
    }

    void clearError() {
        error.setText("");
    }

    void focus() {
        radios.stream().findFirst().ifPresent(OfferRadio::focus);
    }

    private void choose(@Nullable String code) {
        radios.forEach(radio -> radio.setChosen(radio.offer().equals(code)));
    }

    private NativeTable table() {
        var table = new NativeTable();
        table.getHead()
                .add(new NativeTableRow(
                        heading("Offer"),
                        heading("Covers"),
                        alignAsNumber(heading("Node-hours")),
                        alignAsNumber(heading("Valid for")),
                        alignAsNumber(heading("Price")),
                        alignAsNumber(heading("Per hour")),
                        alignAsNumber(heading("Saves"))));
        offersOnSale.forEach(one -> table.getBody().add(row(one)));
        return table;
    }

    private NativeTableRow row(SaleOffer one) {
        var offer = one.offer();
        var radio = new OfferRadio(GROUP, offer.code(), () -> {
            choose(offer.code());
            clearError();
            changed.run();
        });
        radios.add(radio);
        var name = new NativeLabel(offer.name());
        name.setFor(radio);

        var row = new NativeTableRow();
        row.addDataCell().add(radio, name);
        row.addDataCell().add(quiet(DomainLabels.label(offer.activities())));
        cell(row, Format.count(offer.nodeHours()), "h");
        cell(row, Format.count(offer.months(), "month", "months"), "");
        cell(row, Format.money(offer.price()), "");
        cell(row, Format.nodeHourPrice(one.perNodeHour()), "/ h");
        var saved = alignAsNumber(row.addDataCell());
        saved.add(saving(one.savedPercent()));
        return row;
    }

    // On a narrow page, which has no column headings, the unit follows the number.
    private static void cell(NativeTableRow row, String text, String unit) {
        var cell = alignAsNumber(row.addDataCell());
        cell.add(new Span(text));
        if (!unit.isEmpty()) {
            cell.add(narrowLabel(" " + unit));
        }
    }

    private static Span narrowLabel(String text) {
        var span = new Span(text);
        span.addClassName("when-narrow");
        return span;
    }

    private static Component saving(@Nullable Integer percent) {
        if (percent == null) {
            return quiet("no list price");
        }
        if (percent <= 0) {
            return quiet(percent == 0 ? "nothing" : "costs " + -percent + " % more");
        }
        var saving = new Span(narrowLabel("saves "), new Text(percent + " %"));
        saving.addClassName("saving");
        return saving;
    }

    private static Span quiet(String text) {
        var span = new Span(text);
        span.addClassName("quiet");
        return span;
    }

    private static NativeTableHeaderCell heading(String text) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }

    private static <T extends HtmlComponent> T alignAsNumber(T cell) {
        cell.addClassName("number");
        return cell;
    }
}
