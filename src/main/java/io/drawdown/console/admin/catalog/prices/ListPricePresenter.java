package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.quota.SoldPackages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What the pages of list prices ask of the services. */
@Component
class ListPricePresenter {

    private final Catalog catalog;
    private final SoldPackages sold;
    private final Clock clock;

    ListPricePresenter(Catalog catalog, SoldPackages sold, Clock clock) {
        this.catalog = catalog;
        this.sold = sold;
        this.clock = clock;
    }

    Catalog catalog() {
        return catalog;
    }

    Instant now() {
        return clock.instant();
    }

    /** The list prices of every place that has one, or should have, because packages for it are on sale or were sold. */
    List<PriceHistory> histories() {
        var byPlace = new TreeMap<PriceScope, List<ListPrice>>();
        for (var price : catalog.prices()) {
            byPlace.computeIfAbsent(PriceScope.of(price), place -> new ArrayList<>())
                    .add(price);
        }
        var unpriced = catalog.offers(null, null).stream()
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

    /** The list prices of one place. */
    PriceHistory history(PriceScope place) {
        return new PriceHistory(
                place,
                catalog.prices(place.region(), place.specification(), place.pool())
                        .reversed());
    }

    /** The currencies in use, the commonest first. */
    List<Currency> currencies() {
        return CurrencyField.inUse(catalog);
    }
}
