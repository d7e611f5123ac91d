package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.Validation;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.admin.catalog.EditDialog;
import io.drawdown.console.admin.catalog.PriceChange;
import io.drawdown.console.admin.catalog.PriceLabels;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dialog that sets a list price from an instant on. Before saving it shows what the price changes and what it
 * doesn't (R6).
 */
class PriceDialog extends EditDialog<ListPrice> {

    private final ListPrices listPrices;
    private final PriceHistories histories;
    private final Clock clock;
    private final CatalogNames names;
    private final ComboBox<String> region =
            addPart("region", new ComboBox<>("Region"), ListPrice::region, value -> value);
    private final ComboBox<String> specification =
            addPart("specification", new ComboBox<>("Specification"), ListPrice::specification, value -> value);
    private final RadioButtonGroup<Pool> pool =
            addPart("pool", new RadioButtonGroup<>("Pool", Pool.values()), ListPrice::pool, PriceLabels::label);
    private final DecimalField amount = addPart(
            "perNodeHour.amount",
            new DecimalField("Price of a node-hour", ListPrice.MAX_DECIMALS),
            price -> price.perNodeHour().amount());
    private final List<Currency> currenciesInUse;
    private final CurrencyField currency;
    private final PriceStartField from;
    private final Paragraph reading = new Paragraph();
    private final Paragraph consequences = new Paragraph();
    private final Div warning = new Div();
    private @Nullable PriceHistory knownPrices;

    /**
     * Creates a form for a scope, or with fields to choose one if it is null.
     *
     * @param told receives the notice to show after saving
     */
    PriceDialog(
            ListPrices listPrices,
            PriceHistories histories,
            CatalogNames names,
            Clock clock,
            @Nullable PriceScope place,
            Consumer<Notice> told) {
        super(
                "New list price",
                "Set the price",
                null,
                price -> told.accept(savedNotice(price, names.regionZone(price.region()), names, clock.instant())));
        this.listPrices = listPrices;
        this.histories = histories;
        this.clock = clock;
        this.names = names;
        currenciesInUse = histories.currencies();
        currency = addPart(
                "perNodeHour.currency",
                new CurrencyField(currenciesInUse),
                price -> price.perNodeHour().currency(),
                Currency::getCurrencyCode);
        from = new PriceStartField(this::showEffect);
        region.setItems(names.regionCodes());
        region.setItemLabelGenerator(one -> one + " · " + names.regionName(one));
        specification.setItems(names.specificationCodes());
        specification.setItemLabelGenerator(names::specificationName);
        pool.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        pool.setItemLabelGenerator(PriceLabels::label);
        pool.setValue(Pool.PUBLIC);
        amount.setValueChangeMode(ValueChangeMode.LAZY);
        amount.addValueChangeListener(change -> showEffect());
        reading.getElement().setAttribute("role", "status");
        consequences.getElement().setAttribute("role", "status");
        warning.addClassName("notices");
        region.addValueChangeListener(change -> loadHistory());
        specification.addValueChangeListener(change -> loadHistory());
        pool.addValueChangeListener(change -> loadHistory());
        currency.addValueChangeListener(change -> showEffect());
        addRows(
                inOneLine(region, specification),
                pool,
                inOneLine(amount, currency),
                reading,
                from,
                warning,
                consequences);
        if (place != null) {
            region.setValue(place.region());
            specification.setValue(place.specification());
            pool.setValue(place.pool());
            region.setReadOnly(true);
            specification.setReadOnly(true);
            pool.setReadOnly(true);
        } else {
            loadHistory();
        }
    }

    @Override
    protected ListPrice enteredValue() {
        new Validation()
                .present("region", region.getValue())
                .present("specification", specification.getValue())
                .present("perNodeHour.amount", amount.read())
                .present("perNodeHour.currency", currency.getValue())
                .throwIfInvalid();
        from.requireStart();
        return new ListPrice(
                region.getValue(),
                specification.getValue(),
                pool.getValue(),
                new Money(Objects.requireNonNull(amount.read()), currency.getValue()),
                from.startInstant(clock.instant()));
    }

    @Override
    protected @Nullable ConfirmationDialog confirmation(@Nullable ListPrice seen, ListPrice entered, Runnable save) {
        return knownPrices == null
                ? null
                : knownPrices
                        .priceAt(entered.from())
                        .map(before -> PriceChange.confirmation(
                                before.perNodeHour(), entered.perNodeHour(), "a node-hour", save))
                        .orElse(null);
    }

    @Override
    protected ListPrice save(@Nullable ListPrice seen, ListPrice entered) {
        var history = knownPrices;
        return listPrices.put(
                history == null ? null : history.priceAt(entered.from()).orElse(null), entered);
    }

    @Override
    protected Optional<ListPrice> readCurrent() {
        return Optional.empty();
    }

    @Override
    protected void showWhatChanged(ProblemException refused) {
        var before = knownPrices == null ? List.<ListPrice>of() : knownPrices.prices();
        loadHistory();
        var zone = names.regionZone(region.getValue());
        var news = knownPrices == null
                ? List.<String>of()
                : knownPrices.prices().stream()
                        .filter(price -> !before.contains(price))
                        .map(price -> PriceLabels.label(price) + " from " + PriceLabels.instantText(price.from(), zone))
                        .toList();
        showNotice(new Notice(
                        Notice.Tone.WARNING,
                        "Someone else has set a list price here since you opened this: "
                                + DomainLabels.joinWithAnd(news)
                                + ". Your entries are still here: check the effect and set the price again.")
                .lead("Not set"));
    }

    /** Loads the price history of the chosen scope. */
    private void loadHistory() {
        knownPrices = region.isEmpty() || specification.isEmpty()
                ? null
                : histories.find(new PriceScope(region.getValue(), specification.getValue(), pool.getValue()));
        from.setZone(region.isEmpty() ? null : names.regionZone(region.getValue()));
        from.proposeStart(knownPrices != null && knownPrices.prices().isEmpty());
        if (knownPrices != null) {
            knownPrices.prices().stream()
                    .reduce((earlier, later) -> later)
                    .ifPresent(price -> currency.setValue(price.perNodeHour().currency()));
        }
        if (currency.isEmpty()) {
            currenciesInUse.stream().findFirst().ifPresent(currency::setValue);
        }
        showEffect();
    }

    private void showEffect() {
        warning.removeAll();
        reading.setText(readingText());
        var history = knownPrices;
        if (history == null || !from.isStartKnown()) {
            consequences.setText("");
            return;
        }
        var now = clock.instant();
        var start = from.startInstant(now);
        var zone = names.regionZone(region.getValue());
        consequences.setText(PriceEffect.describe(history, start, now, zone));
        history.priceAt(start)
                .map(ListPrice::perNodeHour)
                .map(Money::currency)
                .filter(other -> !currency.isEmpty() && !other.equals(currency.getValue()))
                .ifPresent(other -> warning.add(new Notice(
                        Notice.Tone.WARNING,
                        "The price that it follows is in " + other + ". From then on, usage of accounts that pay in "
                                + other + " is rejected here.")));
    }

    /** Returns the price as it was parsed, compared with the price that it replaces. */
    private String readingText() {
        var number = amount.read();
        if (number == null || currency.isEmpty()) {
            return "";
        }
        var price = new Money(number, currency.getValue());
        var before = knownPrices == null || !from.isStartKnown()
                ? Optional.<ListPrice>empty()
                : knownPrices.priceAt(from.startInstant(clock.instant()));
        return Format.nodeHourPrice(price) + " a node-hour."
                + before.map(earlier -> " " + PriceChange.sentence(earlier.perNodeHour(), price))
                        .orElse("");
    }

    private static Notice savedNotice(ListPrice price, ZoneId zone, CatalogNames names, Instant now) {
        return new Notice(
                Notice.Tone.SUCCESS,
                names.specificationName(price.specification()) + " in " + price.region() + " ("
                        + DomainLabels.label(price.pool()) + ") costs " + Format.nodeHourPrice(price.perNodeHour())
                        + " a node-hour from "
                        + (price.from().equals(now.truncatedTo(ChronoUnit.SECONDS))
                                ? "now on"
                                : PriceLabels.instantText(price.from(), zone) + " " + zone.getId() + " on")
                        + ". Settled usage keeps its price.");
    }
}
