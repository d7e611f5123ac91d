package io.drawdown.quota.packages;

import org.jspecify.annotations.Nullable;

/** Which packages of an account to list; null doesn't narrow. The text is looked for in name, offer, id and order. */
public record PackageFilter(
        @Nullable String region,
        @Nullable String specification,
        @Nullable PackageStatus status,
        @Nullable String text) {

    public static final PackageFilter ALL = new PackageFilter(null, null, null, null);
}
