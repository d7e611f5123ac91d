package io.drawdown.console.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.catalog.Catalog;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** The currencies of offers and list prices, the commonest first. */
    static List<Currency> inUse(Catalog catalog) {
        return Stream.concat(
                        catalog.offers(null, null).stream().map(offer -> offer.price().currency()),
                        catalog.prices().stream().map(price -> price.perNodeHour().currency()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Currency, Long>comparingByValue().reversed().thenComparing(entry -> entry.getKey().getCurrencyCode()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
