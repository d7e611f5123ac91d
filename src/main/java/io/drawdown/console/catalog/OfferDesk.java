package io.drawdown.console.catalog;

import io.drawdown.base.Listing;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Pool;
import io.drawdown.catalog.PriceBook;
import io.drawdown.console.components.CurrencyField;
import io.drawdown.purchase.OfferOnSale;
import io.drawdown.quota.SoldPackages;
import io.drawdown.quota.SoldPackages.Sold;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the page of offers asks of the services. */
@Component
class OfferDesk {

    private static final Map<String, Comparator<Offer>> SORTABLE = Map.of(
            "name", Comparator.comparing(Offer::name),
            "place", Comparator.comparing(Offer::region).thenComparing(Offer::specification),
            "nodeHours", Comparator.comparing(Offer::nodeHours),
            "price", Comparator.comparing(offer -> offer.price().amount()),
            "onSale", Comparator.comparing(Offer::onSale));

    private final Catalog catalog;
    private final SoldPackages sold;
    private final Clock clock;

    OfferDesk(Catalog catalog, SoldPackages sold, Clock clock) {
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

    /** The offers that a filter lets through. What was sold is counted for the rows in view, in one query. */
    Listing<OfferRow> list(OfferFilter filter) {
        var offers = catalog.offers(null, null).stream().filter(filter::matches).toList();
        var prices = catalog.prices(offers.stream().map(Offer::specification).collect(Collectors.toSet()));
        return new Rows<>(offers, SORTABLE).mapAll(some -> compare(some, prices));
    }

    /** What was sold under an offer. */
    Sold sold(String offer) {
        return sold.under(List.of(offer)).getOrDefault(offer, Sold.NONE);
    }

    /** The currencies in use, the commonest first. */
    List<Currency> currencies() {
        return CurrencyField.inUse(catalog);
    }

    private List<OfferRow> compare(List<Offer> some, PriceBook prices) {
        var soldUnder = sold.under(some.stream().map(Offer::code).toList());
        return some.stream()
                .map(offer -> {
                    var listPrice = prices.at(offer.region(), offer.specification(), Pool.PUBLIC, now())
                            .map(ListPrice::perNodeHour)
                            .orElse(null);
                    return new OfferRow(
                            OfferOnSale.of(offer, listPrice),
                            listPrice,
                            soldUnder.getOrDefault(offer.code(), Sold.NONE));
                })
                .toList();
    }
}
