package io.drawdown.purchase.order;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Region;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cost and the package of an order if it were placed now.
 *
 * @param atListPrice what the same node-hours cost pay-per-use; null if there is no list price in the offer's
 * currency
 */
public record Quote(
        Offer offer,
        Region region,
        int quantity,
        long totalNodeSeconds,
        Instant effectiveAt,
        Instant expiresAt,
        Money price,
        @Nullable Money atListPrice) {}
