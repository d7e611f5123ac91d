package io.drawdown.quota.packages;

/** How an account got a package. Gifts give before purchases (R9). */
public enum PackageSource {
    PURCHASE,
    GIFT
}
