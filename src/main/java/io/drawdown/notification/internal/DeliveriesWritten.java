package io.drawdown.notification.internal;

/** Published when a transaction has written deliveries that are to be made at once. */
public record DeliveriesWritten() {}
