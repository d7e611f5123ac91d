package io.drawdown.quota.packages;

import org.jspecify.annotations.Nullable;

/**
 * The filter of an account's packages. A null field doesn't filter. The text is searched for in name, offer, id and
 * order.
 */
public record PackageFilter(
        @Nullable String region,
        @Nullable String specification,
        @Nullable PackageStatus status,
        @Nullable String text) {

    public static final PackageFilter ALL = new PackageFilter(null, null, null, null);
}
