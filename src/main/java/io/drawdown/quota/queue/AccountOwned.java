package io.drawdown.quota.queue;

/** Something that belongs to an account, such as an event. */
public interface AccountOwned {

    /** Returns the account's code. */
    String account();
}
