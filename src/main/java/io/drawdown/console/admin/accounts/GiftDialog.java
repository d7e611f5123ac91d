package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.dialog.FormDialog;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.TimeField;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The dialog that gives an account a package at no price. */
class GiftDialog extends FormDialog {

    private final Account account;
    private final Orders orders;
    private final CatalogNames names;
    private final Consumer<ResourcePackage> given;
    private final ComboBox<Offer> offer = new ComboBox<>("Offer");
    private final CountField quantity = new CountField("Quantity");
    private final TimeField effective = new TimeField();
    private final Paragraph result = new Paragraph();
    private String idempotencyKey = newIdempotencyKey();

    /**
     * Creates a dialog for an account.
     *
     * @param given receives what was given
     */
    GiftDialog(
            Account account,
            Orders orders,
            List<Offer> offers,
            CatalogNames names,
            Consumer<ResourcePackage> given,
            Clock clock) {
        super("Give " + account.name() + " a package", "Give package");
        this.account = account;
        this.orders = orders;
        this.names = names;
        this.given = given;
        offer.setItems(offers.stream()
                .sorted(Comparator.comparing(Offer::onSale).reversed().thenComparing(this::label))
                .toList());
        offer.setItemLabelGenerator(this::label);
        offer.setRequiredIndicatorVisible(true);
        offer.setHelperText("Any offer, also one that is off sale. The customer pays nothing.");
        quantity.write(1);
        quantity.setRange(1, Orders.MAX_QUANTITY);
        quantity.setValueChangeMode(ValueChangeMode.LAZY);
        setUpEffectiveField(clock);
        offer.addValueChangeListener(change -> onChange());
        quantity.addValueChangeListener(change -> onChange());
        effective.addValueChangeListener(change -> onChange());
        addField(offer, "Offer", "offer");
        addField(quantity, "Quantity", "quantity");
        addField(effective, "This", "effectiveAt");
        result.getElement().setAttribute("role", "status");
        addRows(result);
    }

    private void setUpEffectiveField(Clock clock) {
        var zone = account.zone();
        effective.setLabel("Effective from");
        effective.setHelperText("Day and time in " + zone.getId() + ". Leave it empty to start now.");
        effective.setZone(zone);
        effective.setLimits(at -> at.isAfter(clock.instant().plus(Orders.MAX_TIME_AHEAD))
                ? "The effective time may lie at most " + Orders.MAX_TIME_AHEAD.toDays() + " days ahead."
                : null);
    }

    private String label(Offer one) {
        return one.name() + " · " + names.specificationName(one.specification()) + " · " + one.region()
                + (one.onSale() ? "" : " (off sale)");
    }

    private void onChange() {
        idempotencyKey = newIdempotencyKey();
        var count = quantity.read();
        if (offer.getValue() == null || count == null || effective.isRefused()) {
            result.setText("");
            return;
        }
        var quote = orders.quote(account.code(), offer.getValue().code(), count, effective.instant());
        result.setText(Format.count(count, "package", "packages") + " of "
                + Format.wholeHours(offer.getValue().nodeHours()) + ": "
                + Format.hours(quote.totalNodeSeconds()) + " of "
                + names.specificationName(offer.getValue().specification())
                + " in " + names.regionName(offer.getValue().region()) + ", valid until "
                + Format.lastMinuteWithZone(quote.expiresAt(), quote.region().zone())
                + ", free of charge. It appears on no statement. This can’t be undone.");
    }

    @Override
    protected void submit() {
        if (offer.getValue() == null) {
            throw ProblemException.forField(ProblemType.INVALID, "offer", "Choose an offer.");
        }
        var count = quantity.read();
        if (count == null) {
            throw ProblemException.forField(
                    ProblemType.INVALID, "quantity", CountField.rangeText(1, Orders.MAX_QUANTITY));
        }
        var giftResult =
                orders.give(account.code(), idempotencyKey, offer.getValue().code(), count, effective.instant());
        close();
        given.accept(giftResult.resourcePackage());
    }

    private static String newIdempotencyKey() {
        return "console-" + UUID.randomUUID();
    }
}
