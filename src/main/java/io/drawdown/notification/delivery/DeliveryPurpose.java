package io.drawdown.notification.delivery;

/** The purpose of a delivery: to send an account's alerts, or to ask an address to confirm that it wants them (R22). */
public enum DeliveryPurpose {
    ALERT,
    CONFIRMATION
}
