package io.drawdown.catalog.model;

import io.drawdown.base.Money;
import java.time.Instant;

/** The pay-per-use price of a node-hour, in force from an instant until a later price replaces it (R6). */
public record ListPrice(String region, String specification, Pool pool, Money perNodeHour, Instant from) {

    /** The start of a price that has always been in force; nothing happens before it (R15). */
    public static final Instant EARLIEST_FROM = Instant.EPOCH;

    /** The most decimals of a node-hour's price. */
    public static final int MAX_DECIMALS = 8;
}
