package io.drawdown.console.customer.buy;

import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Region;
import io.drawdown.purchase.order.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order as far as it is filled in.
 *
 * @param isTimeKnown whether the start of the validity is complete
 * @param effectiveAt the chosen time; null for now, or while the start isn't complete
 * @param quote the price and node-hours of the order; null until an offer and a quantity are chosen
 * @param pace the account's recent usage rate of the specification in the region; null if there was no usage
 */
record OrderDraft(
        @Nullable Region region,
        @Nullable Offer offer,
        boolean isTimeKnown,
        @Nullable Instant effectiveAt,
        @Nullable Quote quote,
        @Nullable RecentUsageRate pace) {}
