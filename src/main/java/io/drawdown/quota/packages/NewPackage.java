package io.drawdown.quota.packages;

import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Region;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A package to create for an account.
 *
 * @param order the order's number; null for a gift
 * @param effectiveAt a whole second
 */
public record NewPackage(
        String account, @Nullable String order, Offer offer, Region region, int quantity, Instant effectiveAt) {}
