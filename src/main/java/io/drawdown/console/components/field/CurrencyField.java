package io.drawdown.console.components.field;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field that finds a currency by its code or name. Currencies in use come before the other currencies of countries.
 */
public class CurrencyField extends ComboBox<Currency> {

    private static final List<Currency> OF_COUNTRIES = Arrays.stream(Locale.getISOCountries())
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull)
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .distinct()
            .sorted(Comparator.comparing(Currency::getCurrencyCode))
            .toList();

    /** Creates a field in which the currencies in use come first. */
    public CurrencyField(Collection<Currency> inUse) {
        super("Currency");
        setItems(Stream.concat(inUse.stream(), OF_COUNTRIES.stream()).distinct().toList());
        setItemLabelGenerator(currency -> currency.getCurrencyCode() + " · " + currency.getDisplayName(Locale.ENGLISH));
    }

    /** Returns the currencies of offers and list prices, most used first. */
    public static List<Currency> inUse(Offers offers, ListPrices listPrices) {
        return Stream.concat(
                        offers.list(null, null).stream()
                                .map(offer -> offer.price().currency()),
                        listPrices.list().stream()
                                .map(price -> price.perNodeHour().currency()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Currency, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().getCurrencyCode()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
