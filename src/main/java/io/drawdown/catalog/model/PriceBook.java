package io.drawdown.catalog.model;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** List prices over time, looked up by the instant at which a job started (R6). */
public final class PriceBook {

    private final Map<Key, TreeMap<Instant, ListPrice>> prices = new HashMap<>();

    private record Key(String region, String specification, Pool pool) {}

    public PriceBook(Collection<ListPrice> all) {
        for (var price : all) {
            prices.computeIfAbsent(new Key(price.region(), price.specification(), price.pool()), key -> new TreeMap<>())
                    .put(price.from(), price);
        }
    }

    /** Finds the price in force at an instant. */
    public Optional<ListPrice> findPrice(String region, String specification, Pool pool, Instant instant) {
        return Optional.ofNullable(prices.get(new Key(region, specification, pool)))
                .map(byStart -> byStart.floorEntry(instant))
                .map(Map.Entry::getValue);
    }
}
