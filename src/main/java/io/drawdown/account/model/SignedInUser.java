package io.drawdown.account.model;

/** A user who is signed in to the console, by password or otherwise. */
public interface SignedInUser {

    /** Returns the user as a caller of services. */
    Caller caller();

    /** Returns the name that the console shows. */
    String displayName();

    /** Whether the user must choose a new password before doing anything else. */
    default boolean mustChoosePassword() {
        return false;
    }
}
