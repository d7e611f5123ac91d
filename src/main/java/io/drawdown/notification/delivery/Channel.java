package io.drawdown.notification.delivery;

/** The ways out of the program by which a message reaches people (R22). The inbox needs none: it is written with the change. */
public enum Channel {
    EMAIL,
    WEBHOOK
}
