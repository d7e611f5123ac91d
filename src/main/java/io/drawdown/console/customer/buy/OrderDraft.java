package io.drawdown.console.customer.buy;

import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Region;
import io.drawdown.purchase.order.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order as far as it has been made up.
 *
 * @param isTimeKnown whether it is settled from when the package is to be valid
 * @param effectiveAt the chosen time; null for now, or while it isn't settled
 * @param quote what it comes to; null until an offer and a quantity are there
 * @param pace how fast the account drew the specification down in the region of late; null if it didn't
 */
record OrderDraft(
        @Nullable Region region,
        @Nullable Offer offer,
        boolean isTimeKnown,
        @Nullable Instant effectiveAt,
        @Nullable Quote quote,
        @Nullable RecentUsageRate pace) {}
