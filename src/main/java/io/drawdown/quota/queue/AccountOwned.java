package io.drawdown.quota.queue;

/** Something that belongs to an account, such as an event. */
public interface AccountOwned {

    /** The account's code. */
    String account();
}
