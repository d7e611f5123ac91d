package io.drawdown.alert;

/**
 * What an alert reports: a threshold was reached, the quota is used up, or a package will expire or has expired
 * (R21).
 */
public enum AlertKind {
    THRESHOLD,
    USED_UP,
    EXPIRING,
    EXPIRED
}
