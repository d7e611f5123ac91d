package io.drawdown.console.accounts;

import io.drawdown.catalog.Catalog;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The currencies in which accounts can be opened: those that something is on sale in come first. */
final class Currencies {

    private static final List<Currency> OF_COUNTRIES = Arrays.stream(Locale.getISOCountries())
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull)
            .distinct()
            .sorted(Comparator.comparing(Currency::getCurrencyCode))
            .toList();

    private Currencies() {}

    static List<Currency> all(Catalog catalog) {
        var priced = catalog.offers(null, null).stream().map(offer -> offer.price().currency())
                .sorted(Comparator.comparing(Currency::getCurrencyCode));
        return Stream.concat(priced, OF_COUNTRIES.stream()).distinct().toList();
    }
}
