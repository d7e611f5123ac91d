package io.drawdown.quota;

import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Region;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A package to be made for an account.
 *
 * @param order the order's number; null for a gift
 * @param effectiveAt a whole second
 */
public record NewPackage(
        String account, @Nullable String order, Offer offer, Region region, int quantity, Instant effectiveAt) {}
