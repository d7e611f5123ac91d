package io.drawdown.notification.internal;

/** Published when a transaction has written deliveries that are due at once. */
public record DeliveriesWritten() {}
