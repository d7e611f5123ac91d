package io.drawdown.quota;

/** How an account came by a package. Gifts give before purchases (R9). */
public enum PackageSource {
    PURCHASE,
    GIFT
}
