package io.drawdown.notification.delivery;

/** How far a delivery has come: still to be tried, accepted by the other side, or given up until an admin sends it again (R22). */
public enum DeliveryState {
    PENDING,
    DELIVERED,
    PARKED
}
