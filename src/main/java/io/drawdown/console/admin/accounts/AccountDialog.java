package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.console.admin.catalog.LookAlike;
import io.drawdown.console.components.dialog.FormDialog;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.console.components.field.ZoneField;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dialog that opens an account or changes one. */
class AccountDialog extends FormDialog {

    private static final String LIMIT = "Credit limit";

    private final @Nullable Account original;
    private final Function<Account, List<Account>> findSimilar;
    private final Consumer<Account> save;
    private final TextField code = new TextField("Code");
    private final TextField name = new TextField("Name");
    private final CurrencyField currency;
    private final ZoneField zone;
    private final DecimalField limit;

    /**
     * Creates a dialog for a new account.
     *
     * @param currencies are proposed in this order
     * @param findSimilar finds accounts that a new one may be taken for
     */
    static AccountDialog forNewAccount(
            List<Currency> currencies,
            Instant now,
            Function<Account, List<Account>> findSimilar,
            Consumer<Account> open) {
        return new AccountDialog("New account", "Open account", null, currencies, now, findSimilar, open);
    }

    /** Creates a dialog that changes an existing account. */
    static AccountDialog forExistingAccount(Account account, Instant now, Consumer<Account> change) {
        return new AccountDialog(
                "Edit " + account.name(),
                "Save",
                account,
                List.of(account.currency()),
                now,
                entered -> List.of(),
                change);
    }

    private AccountDialog(
            String title,
            String action,
            @Nullable Account original,
            List<Currency> currencies,
            Instant now,
            Function<Account, List<Account>> findSimilar,
            Consumer<Account> save) {
        super(title, action);
        this.original = original;
        this.findSimilar = findSimilar;
        this.save = save;
        code.setHelperText("Used by programs and in addresses. It can’t be changed later.");
        currency = new CurrencyField(currencies);
        currency.setHelperText(
                "Orders and usage are priced in it. It can’t be changed once there are orders, charges or running jobs.");
        zone = new ZoneField(now, original == null ? null : original.zone());
        zone.setHelperText("Times are shown in this zone, months begin in it, and expiry warnings are sent at 9:00."
                + (original == null ? "" : " Existing statement lines stay where they are."));
        limit = DecimalField.amount(LIMIT + " a month", currency);
        limit.setValueChangeMode(ValueChangeMode.LAZY);
        limit.addValueChangeListener(change -> describeLimit());
        currency.addValueChangeListener(change -> describeLimit());
        describeLimit();
        if (original == null) {
            List.of(code, name).forEach(field -> field.setRequiredIndicatorVisible(true));
            List.of(currency, zone).forEach(field -> field.setRequiredIndicatorVisible(true));
            addField(code, "Code", "code");
        }
        addField(name, "Name", "name");
        addField(currency, "Currency", "currency");
        addField(zone, "Time zone", "zone");
        addField(limit, LIMIT, "creditLimit");
        if (original != null) {
            show(original);
        }
    }

    private void show(Account account) {
        name.setValue(account.name());
        currency.setValue(account.currency());
        zone.setValue(account.zone());
        if (account.creditLimit() != null) {
            limit.write(account.creditLimit().normalized().amount());
        }
    }

    @Override
    protected void submit() {
        var entered = new Account(
                original == null ? code.getValue().strip() : original.code(),
                name.getValue().strip(),
                currency.getValue(),
                zone.getValue(),
                enteredLimit());
        var question = LookAlike.ofCodeOrName(
                entered,
                findSimilar.apply(entered),
                Account::code,
                Account::name,
                () -> attempt(() -> saveAndClose(entered)));
        if (question == null) {
            saveAndClose(entered);
        } else {
            question.open();
        }
    }

    private void saveAndClose(Account entered) {
        save.accept(entered);
        close();
    }

    /** Shows the credit limit as it was parsed, or says that an empty field means no limit. */
    private void describeLimit() {
        var amount = enteredLimit();
        limit.setHelperText(
                amount != null
                        ? "Orders are refused once a month’s orders and charges pass " + Format.money(amount) + "."
                        : limit.isEmpty()
                                ? "No limit: orders are never refused because of the month’s total."
                                : "Leave it empty for no limit.");
        limit.setSuffixComponent(currencyUnit());
    }

    private @Nullable Money enteredLimit() {
        return limit.read() == null || currency.isEmpty() ? null : new Money(limit.read(), currency.getValue());
    }

    private Span currencyUnit() {
        return new Span(currency.getValue() == null ? "" : currency.getValue().getCurrencyCode());
    }
}
