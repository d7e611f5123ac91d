package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.quota.SoldPackages;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Loads the list prices over time, with the scopes that lack one. */
@Component
class PriceHistories {

    private final ListPrices listPrices;
    private final Offers offers;
    private final SoldPackages sold;

    PriceHistories(ListPrices listPrices, Offers offers, SoldPackages sold) {
        this.listPrices = listPrices;
        this.offers = offers;
        this.sold = sold;
    }

    /**
     * Returns the price history of every scope that has a list price, or needs one because packages for it are on
     * sale or were sold.
     */
    List<PriceHistory> list() {
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
    PriceHistory find(PriceScope place) {
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
