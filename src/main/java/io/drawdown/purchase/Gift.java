package io.drawdown.purchase;

import io.drawdown.quota.ResourcePackage;

/** The answer to a gift: the package, new, or the one that the same idempotency key and gift gave before. */
public record Gift(ResourcePackage resourcePackage, boolean isNew) {}
