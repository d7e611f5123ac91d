package io.drawdown.quota;

/** Something that belongs to an account, such as an event. */
public interface OfAccount {

    /** The account's code. */
    String account();
}
