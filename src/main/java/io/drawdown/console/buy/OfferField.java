package io.drawdown.console.buy;

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
import io.drawdown.catalog.Offer;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.purchase.OfferOnSale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the offer from a table that sets its price beside pay-per-use. */
class OfferField extends FieldSet {

    private static final String GROUP = "offer";
    private static final String ERROR = "offer-error";

    private final Runnable changed;
    private final Div content = new Div();
    private final Span error = new Span();
    private final List<OfferRadio> radios = new ArrayList<>();
    private List<OfferOnSale> onSale = List.of();

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

    /** Lets one of these be chosen, and chooses the one with this code if it is among them. */
    void offer(List<OfferOnSale> offers, @Nullable String chosen) {
        onSale = offers;
        radios.clear();
        content.removeAll();
        content.add(table());
        setVisible(!offers.isEmpty());
        choose(chosen);
        clearRefusal();
    }

    @Nullable
    Offer value() {
        return radios.stream()
                .filter(OfferRadio::isChosen)
                .flatMap(radio -> onSale.stream()
                        .map(OfferOnSale::offer)
                        .filter(offer -> offer.code().equals(radio.offer())))
                .findFirst()
                .orElse(null);
    }

    boolean hasSome() {
        return !onSale.isEmpty();
    }

    /** Says what is wrong with the choice. */
    void refuse(String message) {
        error.setText(message);
        setVisible(true);
    }

    void clearRefusal() {
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
                        number(heading("Node-hours")),
                        number(heading("Valid for")),
                        number(heading("Price")),
                        number(heading("Per hour")),
                        number(heading("Saves"))));
        onSale.forEach(one -> table.getBody().add(row(one)));
        return table;
    }

    private NativeTableRow row(OfferOnSale one) {
        var offer = one.offer();
        var radio = new OfferRadio(GROUP, offer.code(), () -> {
            choose(offer.code());
            clearRefusal();
            changed.run();
        });
        radios.add(radio);
        var name = new NativeLabel(offer.name());
        name.setFor(radio);

        var row = new NativeTableRow();
        row.addDataCell().add(radio, name);
        row.addDataCell().add(quiet(Words.of(offer.activities())));
        cell(row, Format.count(offer.nodeHours()), "h");
        cell(row, Format.count(offer.months(), "month", "months"), "");
        cell(row, Format.money(offer.price()), "");
        cell(row, Format.price(one.perNodeHour()), "/ h");
        var saved = number(row.addDataCell());
        saved.add(saving(one.savedPercent()));
        return row;
    }

    // What a column's heading says stands beside the number where a narrow page has no headings.
    private static void cell(NativeTableRow row, String text, String unit) {
        var cell = number(row.addDataCell());
        cell.add(new Span(text));
        if (!unit.isEmpty()) {
            cell.add(whenNarrow(" " + unit));
        }
    }

    private static Span whenNarrow(String text) {
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
        var saving = new Span(whenNarrow("saves "), new Text(percent + " %"));
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

    private static <T extends HtmlComponent> T number(T cell) {
        cell.addClassName("number");
        return cell;
    }
}
