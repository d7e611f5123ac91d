package io.drawdown.account.model;

/** What an account may do (R23). */
public enum AccountState {
    /** It may order, and its usage is settled. */
    ACTIVE,
    /** It can't order. Its usage is settled and billed as before. */
    SUSPENDED,
    /** It takes no orders, no gifts and no usage. */
    CLOSED
}
