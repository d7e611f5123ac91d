package io.drawdown.alert;

/** What an alert tells: a threshold or nothing left reached, or that a package will expire or has expired (R21). */
public enum AlertKind {
    THRESHOLD,
    USED_UP,
    EXPIRING,
    EXPIRED
}
