package io.drawdown.alert;

/**
 * What an alert reports: a threshold was reached, the quota is used up, a package will expire or has expired (R21), or
 * running jobs have not been heard of for too long (R16).
 */
public enum AlertKind {
    THRESHOLD,
    USED_UP,
    EXPIRING,
    EXPIRED,
    SILENT_RUN
}
