package io.drawdown.quota.packages;

/** How an account came by a package. Gifts give before purchases (R9). */
public enum PackageSource {
    PURCHASE,
    GIFT
}
