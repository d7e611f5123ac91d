package io.drawdown.account.model;

/** What a person or key may do (R23). */
public enum Role {
    /** Everything of the platform. */
    ADMIN,
    /** Reads any account, changes nothing. */
    SUPPORT,
    /** Everything of its own account. */
    CUSTOMER,
    /** Reports usage, of one account or of all. */
    METERING
}
