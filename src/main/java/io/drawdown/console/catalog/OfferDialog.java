package io.drawdown.console.catalog;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.base.Check;
import io.drawdown.base.Money;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Pool;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.Confirmation;
import io.drawdown.console.components.CountField;
import io.drawdown.console.components.CurrencyField;
import io.drawdown.console.components.DecimalField;
import io.drawdown.console.components.Notice;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.purchase.OfferOnSale;
import io.drawdown.quota.SoldPackages.Sold;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Adds an offer, perhaps starting from another one, or changes one. */
class OfferDialog extends EditDialog<Offer> {

    private final OfferDesk desk;
    private final @Nullable Offer before;
    private final TextField code = part("code", new TextField("Code"), Offer::code, value -> value);
    private final TextField name = part("name", new TextField("Name"), Offer::name, value -> value);
    private final ComboBox<String> region = part("region", new ComboBox<>("Region"), Offer::region, value -> value);
    private final ComboBox<String> specification;
    private final CheckboxGroup<Activity> activities;
    private final CountField nodeHours =
            part("nodeHours", new CountField("Node-hours"), offer -> Math.toIntExact(offer.nodeHours()));
    private final CountField months = part("months", new CountField("Months of validity"), Offer::months);
    private final DecimalField price;
    private final CurrencyField currency;
    private final Checkbox onSale =
            part("onSale", new Checkbox("On sale"), Offer::onSale, value -> value ? "ticked" : "not ticked");
    private final Paragraph comparison = new Paragraph();

    private OfferDialog(OfferDesk desk, String title, String action, @Nullable Offer seen, Consumer<Offer> saved) {
        super(title, action, seen, saved);
        this.desk = desk;
        before = seen;
        var names = CatalogNames.of(desk.catalog());
        var currencies = desk.currencies();
        specification =
                part("specification", new ComboBox<>("Specification"), Offer::specification, names::specification);
        activities = part(
                "activities",
                new CheckboxGroup<>("Covers", EnumSet.allOf(Activity.class)),
                Offer::activities,
                Words::of);
        currency = part(
                "price.currency",
                new CurrencyField(currencies),
                offer -> offer.price().currency(),
                value -> value.getCurrencyCode());
        price = part(
                "price.amount",
                DecimalField.amount("Price", currency),
                offer -> offer.price().tidy().amount());
        code.setReadOnly(seen != null);
        code.setHelperText(seen == null ? "What programs call it. It can’t be changed later." : "It can’t be changed.");
        name.setHelperText("What customers read, and what their packages will be called.");
        region.setItems(names.regions());
        region.setItemLabelGenerator(one -> one + " · " + names.region(one));
        specification.setItems(names.specifications());
        specification.setItemLabelGenerator(names::specification);
        activities.addThemeVariants(CheckboxGroupVariant.AURA_HORIZONTAL);
        activities.setItemLabelGenerator(activity -> Words.of(EnumSet.of(activity)));
        price.setValueChangeMode(ValueChangeMode.LAZY);
        nodeHours.setValueChangeMode(ValueChangeMode.LAZY);
        if (!currencies.isEmpty()) {
            currency.setValue(currencies.getFirst());
        }
        onSale.setValue(true);
        onSale.setHelperText("Otherwise nobody can buy it. Admins can still give it.");
        comparison.addClassName("quiet");
        for (var field : new AbstractField<?, ?>[] {region, specification, nodeHours, price, currency}) {
            field.addValueChangeListener(change -> compare());
        }
        show(
                together(code, name),
                together(region, specification),
                activities,
                together(nodeHours, months),
                together(price, currency),
                comparison,
                onSale);
    }

    /** Adds a new offer. */
    static OfferDialog adding(OfferDesk desk, Consumer<Offer> saved) {
        return new OfferDialog(desk, "Add an offer", "Add", null, saved);
    }

    /** Adds a new offer that is like another one, but for its code. */
    static OfferDialog duplicating(OfferDesk desk, Offer of, Consumer<Offer> saved) {
        var dialog = new OfferDialog(desk, "Add an offer like " + of.name(), "Add", null, saved);
        dialog.fill(new Offer(
                "",
                of.name(),
                of.region(),
                of.specification(),
                of.activities(),
                of.nodeHours(),
                of.months(),
                of.price(),
                of.onSale()));
        return dialog;
    }

    /** Changes an offer. */
    static OfferDialog editing(OfferDesk desk, Offer seen, Consumer<Offer> saved) {
        var dialog = new OfferDialog(desk, "Edit " + seen.code(), "Save", seen, saved);
        var sold = desk.sold(seen.code());
        if (sold.any()) {
            dialog.say(new Notice(
                    Notice.Tone.INFO,
                    inWords(sold)
                            + " under this offer. What was sold keeps its terms; your changes hold from now on."));
        }
        dialog.fill(seen);
        return dialog;
    }

    private static String inWords(Sold sold) {
        var bought =
                sold.bought() == 0 ? "" : Format.count(sold.bought(), "package was bought", "packages were bought");
        var given = sold.given() == 0 ? "" : Format.count(sold.given(), "was given", "were given");
        if (sold.given() == 0) {
            return bought;
        }
        return sold.bought() == 0
                ? Format.count(sold.given(), "package was given", "packages were given")
                : bought + " and " + given;
    }

    @Override
    protected Offer entered() {
        new Check()
                .present("region", region.getValue())
                .present("specification", specification.getValue())
                .present("price.amount", price.read())
                .present("price.currency", currency.getValue())
                .orRefuse();
        return new Offer(
                code.getValue().strip(),
                name.getValue().strip(),
                region.getValue(),
                specification.getValue(),
                activities.getValue(),
                Objects.requireNonNullElse(nodeHours.read(), 0),
                Objects.requireNonNullElse(months.read(), 0),
                new Money(price.read(), currency.getValue()),
                onSale.getValue());
    }

    @Override
    protected @Nullable Confirmation question(@Nullable Offer seen, Offer entered, Runnable save) {
        return seen == null ? null : PriceChange.question(seen.price(), entered.price(), "", save);
    }

    @Override
    protected Offer save(@Nullable Offer seen, Offer entered) {
        return desk.catalog().putOffer(seen, entered);
    }

    @Override
    protected Optional<Offer> read() {
        return desk.catalog().offer(code.getValue());
    }

    // Sets the price beside pay-per-use while somebody types.
    private void compare() {
        var hours = nodeHours.read();
        var amount = price.read();
        if (region.isEmpty()
                || specification.isEmpty()
                || currency.isEmpty()
                || amount == null
                || hours == null
                || hours <= 0) {
            comparison.setText("");
            return;
        }
        var entered = new Money(amount, currency.getValue());
        var listPrice = desk.catalog()
                .currentPrice(region.getValue(), specification.getValue(), Pool.PUBLIC)
                .map(ListPrice::perNodeHour)
                .orElse(null);
        var offer = new Offer(
                "",
                "",
                region.getValue(),
                specification.getValue(),
                EnumSet.allOf(Activity.class),
                hours,
                1,
                entered,
                true);
        comparison.setText((before == null ? "" : PriceChange.sentence(before.price(), entered) + " ")
                + Comparison.of(OfferOnSale.of(offer, listPrice), listPrice));
    }
}
