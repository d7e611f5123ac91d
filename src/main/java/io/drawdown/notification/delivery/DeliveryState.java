package io.drawdown.notification.delivery;

/**
 * The state of a delivery: still to be tried, accepted by the receiver, or given up until an admin sends it again
 * (R22).
 */
public enum DeliveryState {
    PENDING,
    DELIVERED,
    PARKED
}
