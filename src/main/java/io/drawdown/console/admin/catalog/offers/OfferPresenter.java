package io.drawdown.console.admin.catalog.offers;

import io.drawdown.base.sql.Listing;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.PriceBook;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.components.list.SortedRows;
import io.drawdown.purchase.SaleOffer;
import io.drawdown.quota.SoldPackages;
import io.drawdown.quota.SoldPackages.PackageCounts;
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
class OfferPresenter {

    private static final Map<String, Comparator<Offer>> SORTABLE = Map.of(
            "name", Comparator.comparing(Offer::name),
            "place", Comparator.comparing(Offer::region).thenComparing(Offer::specification),
            "nodeHours", Comparator.comparing(Offer::nodeHours),
            "price", Comparator.comparing(offer -> offer.price().amount()),
            "onSale", Comparator.comparing(Offer::onSale));

    private final Catalog catalog;
    private final SoldPackages sold;
    private final Clock clock;

    OfferPresenter(Catalog catalog, SoldPackages sold, Clock clock) {
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
        return new SortedRows<>(offers, SORTABLE).mapAll(some -> withListPrices(some, prices));
    }

    /** What was sold under an offer. */
    PackageCounts soldUnder(String offer) {
        return sold.countByOffer(List.of(offer)).getOrDefault(offer, PackageCounts.NONE);
    }

    /** The currencies in use, the commonest first. */
    List<Currency> currencies() {
        return CurrencyField.inUse(catalog);
    }

    private List<OfferRow> withListPrices(List<Offer> some, PriceBook prices) {
        var soldUnder = sold.countByOffer(some.stream().map(Offer::code).toList());
        return some.stream()
                .map(offer -> {
                    var listPrice = prices.findPrice(offer.region(), offer.specification(), Pool.PUBLIC, now())
                            .map(ListPrice::perNodeHour)
                            .orElse(null);
                    return new OfferRow(
                            SaleOffer.of(offer, listPrice),
                            listPrice,
                            soldUnder.getOrDefault(offer.code(), PackageCounts.NONE));
                })
                .toList();
    }
}
