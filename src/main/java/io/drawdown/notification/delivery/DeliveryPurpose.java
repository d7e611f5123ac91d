package io.drawdown.notification.delivery;

/** What a delivery is for: to tell an account's alerts, or to ask an address to confirm that it wants them (R22). */
public enum DeliveryPurpose {
    ALERT,
    CONFIRMATION
}
