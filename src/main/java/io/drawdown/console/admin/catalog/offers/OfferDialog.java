package io.drawdown.console.admin.catalog.offers;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.base.Money;
import io.drawdown.base.Validation;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.admin.catalog.EditDialog;
import io.drawdown.console.admin.catalog.LookAlike;
import io.drawdown.console.admin.catalog.PriceChange;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.purchase.SaleOffer;
import io.drawdown.quota.SoldPackages.PackageCounts;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dialog that adds an offer, changes one, or starts from a copy of another. */
class OfferDialog extends EditDialog<Offer> {

    private final Offers offers;
    private final OfferRows rows;
    private final @Nullable Offer template;
    private final TextField code = addPart("code", new TextField("Code"), Offer::code, value -> value);
    private final TextField name = addPart("name", new TextField("Name"), Offer::name, value -> value);
    private final ComboBox<String> region = addPart("region", new ComboBox<>("Region"), Offer::region, value -> value);
    private final ComboBox<String> specification;
    private final CheckboxGroup<Activity> activities;
    private final CountField nodeHours =
            addPart("nodeHours", new CountField("Node-hours"), offer -> Math.toIntExact(offer.nodeHours()));
    private final CountField months = addPart("months", new CountField("Months of validity"), Offer::months);
    private final DecimalField price;
    private final CurrencyField currency;
    private final Checkbox onSale =
            addPart("onSale", new Checkbox("On sale"), Offer::onSale, value -> value ? "ticked" : "not ticked");
    private final Paragraph comparison = new Paragraph();

    private OfferDialog(
            Offers offers,
            OfferRows rows,
            CatalogNames names,
            String title,
            String action,
            @Nullable Offer seen,
            Consumer<Offer> saved) {
        super(title, action, seen, saved);
        this.offers = offers;
        this.rows = rows;
        template = seen;
        var currencies = rows.currencies();
        specification = addPart(
                "specification", new ComboBox<>("Specification"), Offer::specification, names::specificationName);
        activities = addPart(
                "activities",
                new CheckboxGroup<>("Covers", EnumSet.allOf(Activity.class)),
                Offer::activities,
                DomainLabels::label);
        currency = addPart(
                "price.currency",
                new CurrencyField(currencies),
                offer -> offer.price().currency(),
                value -> value.getCurrencyCode());
        price = addPart(
                "price.amount",
                DecimalField.amount("Price", currency),
                offer -> offer.price().normalized().amount());
        code.setReadOnly(seen != null);
        code.setHelperText(
                seen == null ? "Used by programs. It can’t be changed later." : "It can’t be changed later.");
        name.setHelperText("Shown to customers, and the name of their packages.");
        region.setItems(withCurrent(names.offeredRegionCodes(), seen == null ? null : seen.region()));
        region.setItemLabelGenerator(one -> one + " · " + names.regionName(one));
        specification.setItems(
                withCurrent(names.offeredSpecificationCodes(), seen == null ? null : seen.specification()));
        specification.setItemLabelGenerator(names::specificationName);
        activities.addThemeVariants(CheckboxGroupVariant.AURA_HORIZONTAL);
        activities.setItemLabelGenerator(activity -> DomainLabels.label(EnumSet.of(activity)));
        price.setValueChangeMode(ValueChangeMode.LAZY);
        nodeHours.setValueChangeMode(ValueChangeMode.LAZY);
        if (!currencies.isEmpty()) {
            currency.setValue(currencies.getFirst());
        }
        onSale.setValue(true);
        onSale.setHelperText("If not ticked, customers can’t buy it; admins can still give it.");
        comparison.addClassName("quiet");
        for (var field : new AbstractField<?, ?>[] {region, specification, nodeHours, price, currency}) {
            field.addValueChangeListener(change -> showComparison());
        }
        addRows(
                inOneLine(code, name),
                inOneLine(region, specification),
                activities,
                inOneLine(nodeHours, months),
                inOneLine(price, currency),
                comparison,
                onSale);
    }

    /** What is retired can't be chosen, but stays where it is. */
    private static List<String> withCurrent(Collection<String> offered, @Nullable String current) {
        return current == null || offered.contains(current)
                ? List.copyOf(offered)
                : Stream.concat(offered.stream(), Stream.of(current)).sorted().toList();
    }

    /** Creates a dialog for a new offer. */
    static OfferDialog forNewOffer(Offers offers, OfferRows rows, CatalogNames names, Consumer<Offer> saved) {
        return new OfferDialog(offers, rows, names, "Add an offer", "Add", null, saved);
    }

    /** Creates a dialog for a new offer that copies another one except for its code. */
    static OfferDialog forDuplicateOf(
            Offers offers, OfferRows rows, CatalogNames names, Offer of, Consumer<Offer> saved) {
        var dialog = new OfferDialog(offers, rows, names, "Add an offer like " + of.name(), "Add", null, saved);
        dialog.showValues(new Offer(
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

    /** Creates a dialog that changes an existing offer. */
    static OfferDialog forExistingOffer(
            Offers offers, OfferRows rows, CatalogNames names, Offer seen, Consumer<Offer> saved) {
        var dialog = new OfferDialog(offers, rows, names, "Edit " + seen.code(), "Save", seen, saved);
        var packageCounts = rows.soldUnder(seen.code());
        if (packageCounts.hasAny()) {
            dialog.showNotice(new Notice(
                    Notice.Tone.INFO,
                    soldText(packageCounts)
                            + " under this offer. Packages already sold keep their terms; your changes apply"
                            + " to new ones."));
        }
        dialog.showValues(seen);
        return dialog;
    }

    private static String soldText(PackageCounts packageCounts) {
        var bought = packageCounts.bought() == 0
                ? ""
                : Format.count(packageCounts.bought(), "package was bought", "packages were bought");
        var given = packageCounts.given() == 0 ? "" : Format.count(packageCounts.given(), "was given", "were given");
        if (packageCounts.given() == 0) {
            return bought;
        }
        return packageCounts.bought() == 0
                ? Format.count(packageCounts.given(), "package was given", "packages were given")
                : bought + " and " + given;
    }

    @Override
    protected Offer enteredValue() {
        new Validation()
                .present("region", region.getValue())
                .present("specification", specification.getValue())
                .present("price.amount", price.read())
                .present("price.currency", currency.getValue())
                .throwIfInvalid();
        return new Offer(
                code.getValue().strip(),
                name.getValue().strip(),
                region.getValue(),
                specification.getValue(),
                activities.getValue(),
                Objects.requireNonNullElse(nodeHours.read(), 0),
                Objects.requireNonNullElse(months.read(), 0),
                new Money(Objects.requireNonNull(price.read()), currency.getValue()),
                onSale.getValue());
    }

    @Override
    protected @Nullable ConfirmationDialog confirmation(@Nullable Offer seen, Offer entered, Runnable save) {
        return seen == null
                ? LookAlike.ofCode(entered, offers.list(null, null), Offer::code, save)
                : PriceChange.confirmation(seen.price(), entered.price(), "", save);
    }

    @Override
    protected Offer save(@Nullable Offer seen, Offer entered) {
        return offers.put(seen, entered);
    }

    @Override
    protected Optional<Offer> readCurrent() {
        return offers.find(code.getValue());
    }

    // Compares the price with pay-per-use while the user types.
    private void showComparison() {
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
        var listPrice = rows.listPrice(region.getValue(), specification.getValue());
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
        comparison.setText((template == null ? "" : PriceChange.sentence(template.price(), entered) + " ")
                + OfferComparison.describe(SaleOffer.of(offer, listPrice), listPrice));
    }
}
