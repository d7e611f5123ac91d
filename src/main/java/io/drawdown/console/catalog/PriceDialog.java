package io.drawdown.console.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.base.Check;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Pool;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.Confirmation;
import io.drawdown.console.components.CurrencyField;
import io.drawdown.console.components.DecimalField;
import io.drawdown.console.components.Notice;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sets a list price from an instant on, and says before what that changes and what it doesn't (R6). */
class PriceDialog extends EditDialog<ListPrice> {

    private final PriceDesk desk;
    private final CatalogNames names;
    private final ComboBox<String> region = part("region", new ComboBox<>("Region"), ListPrice::region, value -> value);
    private final ComboBox<String> specification =
            part("specification", new ComboBox<>("Specification"), ListPrice::specification, value -> value);
    private final RadioButtonGroup<Pool> pool =
            part("pool", new RadioButtonGroup<>("Pool", Pool.values()), ListPrice::pool, PriceWords::of);
    private final DecimalField amount = part(
            "perNodeHour.amount",
            new DecimalField("Price of a node-hour", ListPrice.MOST_DECIMALS),
            price -> price.perNodeHour().amount());
    private final List<Currency> inUse;
    private final CurrencyField currency;
    private final FromField from;
    private final Paragraph reading = new Paragraph();
    private final Paragraph consequences = new Paragraph();
    private final Div warning = new Div();
    private @Nullable PriceHistory known;

    /**
     * A form for a price of this place, or of one that is to be chosen.
     *
     * @param told takes what is to be said once it is set
     */
    PriceDialog(PriceDesk desk, CatalogNames names, @Nullable PricePlace place, Consumer<Notice> told) {
        super(
                "New list price",
                "Set the price",
                null,
                price -> told.accept(done(price, names.zone(price.region()), names, desk.now())));
        this.desk = desk;
        this.names = names;
        inUse = desk.currencies();
        currency = part(
                "perNodeHour.currency",
                new CurrencyField(inUse),
                price -> price.perNodeHour().currency(),
                Currency::getCurrencyCode);
        from = new FromField(this::explain);
        region.setItems(names.regions());
        region.setItemLabelGenerator(one -> one + " · " + names.region(one));
        specification.setItems(names.specifications());
        specification.setItemLabelGenerator(names::specification);
        pool.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        pool.setItemLabelGenerator(PriceWords::of);
        pool.setValue(Pool.PUBLIC);
        amount.setValueChangeMode(ValueChangeMode.LAZY);
        amount.addValueChangeListener(change -> explain());
        reading.getElement().setAttribute("role", "status");
        consequences.getElement().setAttribute("role", "status");
        warning.addClassName("notices");
        region.addValueChangeListener(change -> learn());
        specification.addValueChangeListener(change -> learn());
        pool.addValueChangeListener(change -> learn());
        currency.addValueChangeListener(change -> explain());
        show(together(region, specification), pool, together(amount, currency), reading, from, warning, consequences);
        if (place != null) {
            region.setValue(place.region());
            specification.setValue(place.specification());
            pool.setValue(place.pool());
            region.setReadOnly(true);
            specification.setReadOnly(true);
            pool.setReadOnly(true);
        } else {
            learn();
        }
    }

    @Override
    protected ListPrice entered() {
        new Check()
                .present("region", region.getValue())
                .present("specification", specification.getValue())
                .present("perNodeHour.amount", amount.read())
                .present("perNodeHour.currency", currency.getValue())
                .orRefuse();
        from.check();
        return new ListPrice(
                region.getValue(),
                specification.getValue(),
                pool.getValue(),
                new Money(amount.read(), currency.getValue()),
                from.value(desk.now()));
    }

    @Override
    protected @Nullable Confirmation question(@Nullable ListPrice seen, ListPrice entered, Runnable save) {
        return known == null
                ? null
                : known.at(entered.from())
                        .map(before ->
                                PriceChange.question(before.perNodeHour(), entered.perNodeHour(), "a node-hour", save))
                        .orElse(null);
    }

    @Override
    protected ListPrice save(@Nullable ListPrice seen, ListPrice entered) {
        var history = known;
        return desk.catalog()
                .putPrice(history == null ? null : history.at(entered.from()).orElse(null), entered);
    }

    @Override
    protected Optional<ListPrice> read() {
        return Optional.empty();
    }

    @Override
    protected void showWhatChanged(ProblemException refused) {
        var before = known == null ? List.<ListPrice>of() : known.prices();
        learn();
        var zone = names.zone(region.getValue());
        var news = known == null
                ? List.<String>of()
                : known.prices().stream()
                        .filter(price -> !before.contains(price))
                        .map(price -> PriceWords.of(price) + " from " + PriceWords.at(price.from(), zone))
                        .toList();
        say(new Notice(
                        Notice.Tone.WARNING,
                        "Somebody else has set a list price here since you opened this: " + Words.and(news)
                                + ". What you entered is still here: look at what it comes to now, and set it once more.")
                .lead("Not set"));
    }

    /** Learns what is known of the place that is chosen. */
    private void learn() {
        known = region.isEmpty() || specification.isEmpty()
                ? null
                : desk.history(new PricePlace(region.getValue(), specification.getValue(), pool.getValue()));
        from.showIn(region.isEmpty() ? null : names.zone(region.getValue()));
        from.propose(known != null && known.prices().isEmpty());
        if (known != null) {
            known.prices().stream()
                    .reduce((earlier, later) -> later)
                    .ifPresent(price -> currency.setValue(price.perNodeHour().currency()));
        }
        if (currency.isEmpty()) {
            inUse.stream().findFirst().ifPresent(currency::setValue);
        }
        explain();
    }

    private void explain() {
        warning.removeAll();
        reading.setText(reading());
        var history = known;
        if (history == null || !from.isKnown()) {
            consequences.setText("");
            return;
        }
        var now = desk.now();
        var start = from.value(now);
        var zone = names.zone(region.getValue());
        consequences.setText(PriceEffect.of(history, start, now, zone));
        history.at(start)
                .map(ListPrice::perNodeHour)
                .map(Money::currency)
                .filter(other -> !currency.isEmpty() && !other.equals(currency.getValue()))
                .ifPresent(other -> warning.add(new Notice(
                        Notice.Tone.WARNING,
                        "The price that it follows is in " + other + ". From then on, usage of accounts that pay in "
                                + other + " is rejected here.")));
    }

    /** What is read as the price, beside the price that it follows. */
    private String reading() {
        var number = amount.read();
        if (number == null || currency.isEmpty()) {
            return "";
        }
        var price = new Money(number, currency.getValue());
        var before = known == null || !from.isKnown() ? Optional.<ListPrice>empty() : known.at(from.value(desk.now()));
        return Format.price(price) + " a node-hour."
                + before.map(earlier -> " " + PriceChange.sentence(earlier.perNodeHour(), price))
                        .orElse("");
    }

    private static Notice done(ListPrice price, ZoneId zone, CatalogNames names, Instant now) {
        return new Notice(
                Notice.Tone.SUCCESS,
                names.specification(price.specification()) + " in " + price.region() + " ("
                        + Words.of(price.pool()) + ") costs " + Format.price(price.perNodeHour()) + " a node-hour from "
                        + (price.from().equals(now.truncatedTo(ChronoUnit.SECONDS))
                                ? "now on"
                                : PriceWords.at(price.from(), zone) + " " + zone.getId() + " on")
                        + ". What is settled stays as it is.");
    }
}
