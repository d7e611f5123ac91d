package io.drawdown.console.accounts;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import io.drawdown.account.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Offer;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.FormDialog;
import io.drawdown.console.components.TimeField;
import io.drawdown.console.format.Format;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.ResourcePackage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives an account a package at no price. */
class GiftDialog extends FormDialog {

    private static final String INCOMPLETE = "Enter both a date and a time, or neither.";

    private final Account account;
    private final Orders orders;
    private final CatalogNames names;
    private final Consumer<ResourcePackage> given;
    private final ComboBox<Offer> offer = new ComboBox<>("Offer");
    private final IntegerField quantity = new IntegerField("Quantity");
    private final TimeField effective = new TimeField();
    private final Paragraph result = new Paragraph();
    private String key = newKey();

    /**
     * A dialog for an account.
     *
     * @param given learns what was given
     */
    GiftDialog(Account account, Orders orders, List<Offer> offers, CatalogNames names, Consumer<ResourcePackage> given, Clock clock) {
        super("Give " + account.name() + " a package", "Give package");
        this.account = account;
        this.orders = orders;
        this.names = names;
        this.given = given;
        offer.setItems(offers.stream().sorted(Comparator.comparing(Offer::onSale).reversed().thenComparing(this::label)).toList());
        offer.setItemLabelGenerator(this::label);
        offer.setRequiredIndicatorVisible(true);
        offer.setHelperText("Whatever it covers, at no price; also one that is off sale.");
        quantity.setValue(1);
        quantity.setMin(1);
        quantity.setMax(Orders.MOST_QUANTITY);
        quantity.setStepButtonsVisible(true);
        askFrom(clock.instant());
        offer.addValueChangeListener(change -> changed());
        quantity.addValueChangeListener(change -> changed());
        effective.addValueChangeListener(change -> changed());
        ask(offer, "Offer", "offer");
        ask(quantity, "Quantity", "quantity");
        ask(effective, "This", "effectiveAt");
        result.getElement().setAttribute("role", "status");
        show(result);
    }

    private void askFrom(Instant now) {
        var zone = account.zone();
        effective.setLabel("Effective from");
        effective.setHelperText("Date and time in " + zone.getId() + ". Empty for at once.");
        effective.setI18n(effective.getI18n()
                .setIncompleteInputErrorMessage(INCOMPLETE)
                .setMaxErrorMessage("The effective time may lie at most " + Orders.FURTHEST_AHEAD.toDays() + " days ahead."));
        effective.setMax(LocalDateTime.ofInstant(now.plus(Orders.FURTHEST_AHEAD), zone).truncatedTo(ChronoUnit.MINUTES));
    }

    private String label(Offer one) {
        return one.name() + " · " + names.specification(one.specification()) + " · " + one.region() + (one.onSale() ? "" : " (off sale)");
    }

    private void changed() {
        key = newKey();
        if (offer.getValue() == null || quantity.getValue() == null || quantity.isInvalid() || effective.isInvalid()) {
            result.setText("");
            return;
        }
        var quote = orders.quote(account.code(), offer.getValue().code(), quantity.getValue(), effectiveAt());
        result.setText("Gives " + Format.hours(quote.totalNodeSeconds()) + " of " + names.specification(offer.getValue().specification())
                + " in " + names.region(offer.getValue().region()) + ", valid until "
                + Format.until(quote.expiresAt(), quote.region().zone()) + " " + quote.region().zone().getId()
                + ". It isn’t on a statement, and can’t be taken back.");
    }

    @Override
    protected void submit() {
        if (effective.isInvalid() && effective.getValue() == null) {
            throw ProblemException.at(ProblemType.INVALID, "effectiveAt", INCOMPLETE);
        }
        if (offer.getValue() == null) {
            throw ProblemException.at(ProblemType.INVALID, "offer", "Choose an offer.");
        }
        if (quantity.getValue() == null) {
            throw ProblemException.at(ProblemType.INVALID, "quantity", "Enter a whole number from 1 to " + Orders.MOST_QUANTITY + ".");
        }
        var gift = orders.give(account.code(), key, offer.getValue().code(), quantity.getValue(), effectiveAt());
        close();
        given.accept(gift.resourcePackage());
    }

    private @Nullable Instant effectiveAt() {
        return effective.getValue() == null ? null : effective.getValue().atZone(account.zone()).toInstant();
    }

    private static String newKey() {
        return "console-" + UUID.randomUUID();
    }
}
