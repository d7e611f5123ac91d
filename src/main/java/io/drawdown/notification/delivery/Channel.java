package io.drawdown.notification.delivery;

/**
 * A channel by which messages leave the program (R22). The inbox isn't one, because notifications are written to it
 * directly.
 */
public enum Channel {
    EMAIL,
    WEBHOOK
}
