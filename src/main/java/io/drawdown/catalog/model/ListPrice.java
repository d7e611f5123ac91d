package io.drawdown.catalog.model;

import io.drawdown.base.Money;
import java.time.Instant;

/** The pay-per-use price of a node-hour, in force from an instant until a later one takes over (R6). */
public record ListPrice(String region, String specification, Pool pool, Money perNodeHour, Instant from) {

    /** The instant from which a price holds that holds from always: nothing lies before it (R15). */
    public static final Instant EARLIEST_FROM = Instant.EPOCH;

    /** The most decimals that a price of a node-hour can have. */
    public static final int MAX_DECIMALS = 8;
}
