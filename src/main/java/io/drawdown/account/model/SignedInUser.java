package io.drawdown.account.model;

/** A person who has signed in to the console, in whichever way. */
public interface SignedInUser {

    /** Who they are to the services. */
    Caller caller();

    /** How the console addresses them. */
    String displayName();

    /** Whether they must choose a password of their own before they may do anything else. */
    default boolean mustChoosePassword() {
        return false;
    }
}
