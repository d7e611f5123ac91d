package io.drawdown.purchase.order;

/** The answer to an order: new, or the one that the same idempotency key and body gave before (R17). */
public record OrderResult(Order order, boolean isNew) {}
