package io.drawdown.console.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Stream;

/** Chooses a currency by its code or name, those in use before the others. */
class CurrencyField extends ComboBox<Currency> {

    CurrencyField(Collection<Currency> inUse) {
        super("Currency");
        var others = Currency.availableCurrencies()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .sorted(Comparator.comparing(Currency::getCurrencyCode));
        setItems(Stream.concat(inUse.stream(), others).distinct().toList());
        setItemLabelGenerator(currency -> currency.getCurrencyCode() + " · " + currency.getDisplayName(Locale.ENGLISH));
    }
}
