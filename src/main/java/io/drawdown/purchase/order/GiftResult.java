package io.drawdown.purchase.order;

import io.drawdown.quota.packages.ResourcePackage;

/** The result of a gift: the new package, or the one that the same idempotency key and gift created before. */
public record GiftResult(ResourcePackage resourcePackage, boolean isNew) {}
