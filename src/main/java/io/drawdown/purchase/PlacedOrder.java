package io.drawdown.purchase;

/** The answer to an order: new, or the one that the same idempotency key and body gave before (R17). */
public record PlacedOrder(Order order, boolean isNew) {}
