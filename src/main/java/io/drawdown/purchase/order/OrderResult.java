package io.drawdown.purchase.order;

/** The result of an order: the new order, or the one that the same idempotency key and body created before (R17). */
public record OrderResult(Order order, boolean isNew) {}
