package io.drawdown.purchase.order;

import io.drawdown.quota.packages.ResourcePackage;

/** The answer to a gift: the package, new, or the one that the same idempotency key and gift gave before. */
public record GiftResult(ResourcePackage resourcePackage, boolean isNew) {}
