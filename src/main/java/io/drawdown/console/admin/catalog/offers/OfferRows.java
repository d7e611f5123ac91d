package io.drawdown.console.admin.catalog.offers;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
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
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads offers with the list prices and sales that are shown beside them. */
@Component
class OfferRows {

    private static final Map<String, Comparator<Offer>> SORTABLE = Map.of(
            "name", Comparator.comparing(Offer::name),
            "place", Comparator.comparing(Offer::region).thenComparing(Offer::specification),
            "nodeHours", Comparator.comparingLong(Offer::nodeHours),
            "price", Comparator.comparing(offer -> offer.price().amount()),
            "onSale", Comparator.comparing(Offer::onSale));

    private final Offers offers;
    private final ListPrices listPrices;
    private final SoldPackages sold;
    private final Clock clock;

    OfferRows(Offers offers, ListPrices listPrices, SoldPackages sold, Clock clock) {
        this.offers = offers;
        this.listPrices = listPrices;
        this.sold = sold;
        this.clock = clock;
    }

    /** Returns the current list price of a node-hour in public pools; null if there is none. */
    @Nullable
    Money listPrice(String region, String specification) {
        return listPrices
                .findCurrent(region, specification, Pool.PUBLIC)
                .map(ListPrice::perNodeHour)
                .orElse(null);
    }

    /** Returns the offers that match a filter. One query counts what was sold under the rows in view. */
    Listing<OfferRow> list(OfferFilter filter) {
        var matching = offers.list(null, null).stream().filter(filter::matches).toList();
        var prices =
                listPrices.bookOf(matching.stream().map(Offer::specification).collect(Collectors.toSet()));
        return new SortedRows<>(matching, SORTABLE).mapAll(some -> withListPrices(some, prices));
    }

    /** Counts the packages that were sold under an offer. */
    PackageCounts soldUnder(String offer) {
        return sold.countByOffer(List.of(offer)).getOrDefault(offer, PackageCounts.NONE);
    }

    /** Returns the currencies in use, most used first. */
    List<Currency> currencies() {
        return CurrencyField.inUse(offers, listPrices);
    }

    private List<OfferRow> withListPrices(List<Offer> some, PriceBook prices) {
        var soldUnder = sold.countByOffer(some.stream().map(Offer::code).toList());
        return some.stream()
                .map(offer -> {
                    var listPrice = prices.findPrice(
                                    offer.region(), offer.specification(), Pool.PUBLIC, clock.instant())
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
