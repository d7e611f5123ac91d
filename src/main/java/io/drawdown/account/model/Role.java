package io.drawdown.account.model;

/** The role that decides what a user or key may do (R23). */
public enum Role {
    /** May do everything on the platform. */
    ADMIN,
    /** Reads every account and changes nothing. */
    SUPPORT,
    /** May do everything in its own account. */
    CUSTOMER,
    /** Reports usage, for one account or for all. */
    METERING
}
