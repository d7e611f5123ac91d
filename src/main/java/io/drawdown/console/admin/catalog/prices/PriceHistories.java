package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.quota.SoldPackages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The presenter of the list price pages. */
@Component
class ListPricePresenter {

    private final ListPrices listPrices;
    private final Offers offers;
    private final CatalogNamesLoader catalogNames;
    private final SoldPackages sold;
    private final Clock clock;

    ListPricePresenter(
            ListPrices listPrices, Offers offers, CatalogNamesLoader catalogNames, SoldPackages sold, Clock clock) {
        this.listPrices = listPrices;
        this.offers = offers;
        this.catalogNames = catalogNames;
        this.sold = sold;
        this.clock = clock;
    }

    /** Reads the current names of the catalogue. */
    CatalogNames names() {
        return catalogNames.load();
    }

    /** Sets a list price in place of the one that was seen. */
    ListPrice put(@Nullable ListPrice seen, ListPrice price) {
        return listPrices.put(seen, price);
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Returns the price history of every scope that has a list price, or needs one because packages for it are on
     * sale or were sold.
     */
    List<PriceHistory> histories() {
        var byPlace = new TreeMap<PriceScope, List<ListPrice>>();
        for (var price : listPrices.list()) {
            byPlace.computeIfAbsent(PriceScope.of(price), place -> new ArrayList<>())
                    .add(price);
        }
        var unpriced = offers.list(null, null).stream()
                .filter(offer -> !byPlace.containsKey(PriceScope.of(offer)))
                .toList();
        var soldUnder = sold.countByOffer(unpriced.stream().map(Offer::code).toList());
        unpriced.stream()
                .filter(offer -> offer.onSale() || soldUnder.containsKey(offer.code()))
                .forEach(offer -> byPlace.put(PriceScope.of(offer), List.of()));
        return byPlace.entrySet().stream()
                .map(entry -> new PriceHistory(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the price history of one scope. */
    PriceHistory history(PriceScope place) {
        return new PriceHistory(
                place,
                listPrices
                        .list(place.region(), place.specification(), place.pool())
                        .reversed());
    }

    /** Returns the currencies in use, most used first. */
    List<Currency> currencies() {
        return CurrencyField.inUse(offers, listPrices);
    }
}
